package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"syscall"
)

// ofMachine makes a refusal of an error that the machine gave: a full disk, a folder
// that may not be written, an address that is taken. It is false for any other error,
// which is an internal one.
func ofMachine(err error) (refusal, bool) {
	var place string
	var path *fs.PathError
	var link *os.LinkError
	var call *os.SyscallError
	var network *net.OpError
	cause := err
	switch {
	case errors.As(err, &path):
		place, cause = path.Path, path.Err
	case errors.As(err, &link):
		place, cause = link.New, link.Err
	case errors.As(err, &network):
		cause = network.Err
		if network.Addr != nil {
			place = network.Addr.String()
		}
	case errors.As(err, &call):
		cause = call.Err
	default:
		return refusal{}, false
	}
	message := cause.Error()
	if place != "" {
		message = fmt.Sprintf("%s: %v", place, cause)
	}
	return refusal{message, machineHint(cause)}, true
}

// machineHint says what to do about an error of the machine.
func machineHint(cause error) string {
	switch {
	case errors.Is(cause, syscall.ENOSPC):
		return "The disk is full. Make room, or name another disk with --out. Nothing was changed."
	case errors.Is(cause, syscall.EROFS):
		return "This disk can only be read. Name a folder on another one with --out."
	case errors.Is(cause, fs.ErrPermission):
		return "You may not write there. Name another folder with --out, or ask whoever looks after it."
	case errors.Is(cause, fs.ErrNotExist):
		return "Check the name."
	case errors.Is(cause, syscall.EADDRINUSE):
		return "Another program uses this address. Name another one."
	}
	return "The computer refused this. Try again, or name another folder."
}
