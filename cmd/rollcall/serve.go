package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

func serveCommand(t terminal) *cobra.Command {
	var port int
	cmd := &cobra.Command{
		Use:   "serve DIR",
		Short: "Show a site that was built, on this machine only",
		Args:  arguments(1, "DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			root, err := os.OpenRoot(args[0])
			if err != nil {
				return refusal{err.Error(), "Give the folder of a site, such as out/SITE/intranet."}
			}
			defer root.Close()
			if _, err := root.Stat("index.html"); err != nil {
				return refusal{args[0] + " holds no index.html", "Give the folder of a site, such as out/SITE/intranet."}
			}
			return serve(t, root, port)
		},
	}
	cmd.Flags().IntVar(&port, "port", 8000, "the port; 0 takes any that is free")
	return cmd
}

func serve(t terminal, root *os.Root, port int) error {
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return refusal{err.Error(), "Give another port with --port; 0 takes any that is free."}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	server := &http.Server{Handler: static{root}, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	fmt.Fprintf(t.out, "http://%s/index.html (Ctrl+C ends it)\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// static serves the files of a site to a browser on the same machine.
type static struct{ root *os.Root }

func (s static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Referrer-Policy", "no-referrer")
	// A page elsewhere may have its name resolve to this machine, and so read the
	// site through the reader's browser: only names of this machine are served.
	if host, _, _ := net.SplitHostPort(r.Host); host != "127.0.0.1" && host != "localhost" {
		http.Error(w, "this site is for this machine only", http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "only reading is possible", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if name == "" || strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	f, err := s.root.Open(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, name, time.Time{}, f)
}
