package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// Relay is the server that takes the messages.
type Relay struct {
	Host     string
	Port     int
	TLS      string // starttls, tls or none
	User     string // empty for no authentication
	Password string
	Hello    string         // the name of this machine; empty for localhost
	Roots    *x509.CertPool // who may vouch for the relay; nil for those of the system
	Timeouts Timeouts
}

// Timeouts bound every wait for the relay.
type Timeouts struct {
	Dial    time.Duration // the connection and its encryption
	Command time.Duration // the reply to a command
	Data    time.Duration // handing over a message
	End     time.Duration // the reply to its end
}

// DefaultTimeouts are those that RFC 5321, 4.5.3.2, asks for. A relay that is slow to
// answer the end of a message needs the time: giving up earlier makes a message uncertain.
var DefaultTimeouts = Timeouts{Dial: time.Minute, Command: 5 * time.Minute, Data: 5 * time.Minute, End: 10 * time.Minute}

// Check says what of the settings cannot work.
func (r *Relay) Check() error {
	switch {
	case r.Host == "":
		return errors.New("mail: relay is missing")
	case !slices.Contains([]string{"starttls", "tls", "none"}, r.TLS):
		return fmt.Errorf("mail: tls: %q is none of starttls, tls and none", r.TLS)
	case r.User != "" && r.TLS == "none":
		return errors.New("mail: tls is none, and a password is never sent without encryption")
	case r.User != "" && r.Password == "":
		return errors.New("mail: user is set, and there is no password in ROLLCALL_SMTP_PASSWORD or in password_file")
	}
	return nil
}

// Fault is what went wrong between us and the relay.
type Fault struct {
	Step string // connect, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, message or end
	Code int    // of the relay's reply; 0 where there was none
	Text string

	final bool // it would be the same next time, although there is no reply that says so
}

func (f *Fault) Error() string {
	if f.Code == 0 {
		return f.Step + ": " + f.Text
	}
	return fmt.Sprintf("%s: %d %s", f.Step, f.Code, f.Text)
}

// refused is whether the relay said no for good.
func (f *Fault) refused() bool { return f.Code/100 == 5 || f.final }

// faultOf makes a fault of an error at a step.
func faultOf(step string, err error) *Fault {
	var reply *textproto.Error
	if errors.As(err, &reply) {
		return &Fault{Step: step, Code: reply.Code, Text: oneLine(reply.Msg)}
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return &Fault{Step: step, Text: "no reply in time"}
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &Fault{Step: step, Text: "the relay cut the connection"}
	}
	return &Fault{Step: step, Text: oneLine(err.Error()), final: hopeless(err)}
}

// hopeless is whether waiting does not help: the relay is not who it should be, or there is
// no machine of its name.
func hopeless(err error) bool {
	var certificate *tls.CertificateVerificationError
	var name *net.DNSError
	return errors.As(err, &certificate) || errors.As(err, &name) && name.IsNotFound ||
		errors.Is(err, smtp.ErrUnencrypted) || errors.Is(err, smtp.ErrWrongHostname)
}

// oneLine makes a reply fit to be kept: it comes from another machine.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ")
	if r := []rune(s); len(r) > maxReply {
		s = string(r[:maxReply]) + "..."
	}
	return s
}

// maxReply is how many characters of a reply are kept.
const maxReply = 400

// session is a connection to the relay over which messages can be sent.
type session struct {
	client *smtp.Client
	limits Timeouts
	used   bool
}

// connect opens a session: encrypted and authenticated as the settings say, or not at all.
func (r *Relay) connect(ctx context.Context) (*session, *Fault) {
	dialer := net.Dialer{Timeout: r.Timeouts.Dial}
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(r.Host, strconv.Itoa(r.Port)))
	if err != nil {
		return nil, faultOf("connect", err)
	}
	// Of the handshake and the greeting; every later wait has a limit of its own.
	conn.SetDeadline(time.Now().Add(r.Timeouts.Dial))
	settings := &tls.Config{ServerName: r.Host, RootCAs: r.Roots, MinVersion: tls.VersionTLS12}
	if r.TLS == "tls" {
		conn = tls.Client(conn, settings)
	}
	client, err := smtp.NewClient(conn, r.Host)
	if err != nil {
		conn.Close()
		return nil, faultOf("connect", err)
	}
	s := &session{client: client, limits: r.Timeouts}
	if fault := s.introduce(r, settings); fault != nil {
		client.Close()
		return nil, fault
	}
	return s, nil
}

func (s *session) introduce(r *Relay, settings *tls.Config) *Fault {
	s.wait(s.limits.Command)
	hello := r.Hello
	if hello == "" {
		hello = "localhost"
	}
	if err := s.client.Hello(hello); err != nil {
		return faultOf("EHLO", err)
	}
	if r.TLS == "starttls" {
		if ok, _ := s.client.Extension("STARTTLS"); !ok {
			return &Fault{Step: "STARTTLS", Text: "the relay does not offer encryption, so nothing is sent over it", final: s.extended()}
		}
		if err := s.client.StartTLS(settings); err != nil {
			return faultOf("STARTTLS", err)
		}
	}
	if r.User == "" {
		return nil
	}
	_, offered := s.client.Extension("AUTH")
	mechanisms := strings.Fields(strings.ToUpper(offered))
	var auth smtp.Auth
	switch {
	case slices.Contains(mechanisms, "PLAIN"):
		auth = smtp.PlainAuth("", r.User, r.Password, r.Host, false)
	case slices.Contains(mechanisms, "LOGIN"):
		auth = smtp.LoginAuth(r.User, r.Password, r.Host, false)
	default:
		return &Fault{Step: "AUTH", Text: "the relay offers neither PLAIN nor LOGIN", final: s.extended()}
	}
	if err := s.client.Auth(auth); err != nil {
		return faultOf("AUTH", err)
	}
	return nil
}

// extended is whether the relay took EHLO. One that is too busy may refuse it and take the
// older HELO, which says nothing of what it can do.
func (s *session) extended() bool {
	return slices.ContainsFunc([]string{"8BITMIME", "SIZE", "PIPELINING", "ENHANCEDSTATUSCODES"}, func(name string) bool {
		ok, _ := s.client.Extension(name)
		return ok
	})
}

// offer names the sender and the recipient of a message and asks to hand it over. After a
// fault the session is not to be used again unless ready says so.
func (s *session) offer(from, to string) *Fault {
	s.used = true
	s.client.SkipSMTPUTF8(true)
	s.wait(s.limits.Command)
	if err := s.client.Mail("<" + from + ">"); err != nil {
		return faultOf("MAIL", err)
	}
	s.wait(s.limits.Command)
	if err := s.client.Rcpt("<" + to + ">"); err != nil {
		return faultOf("RCPT", err)
	}
	return nil
}

// hand hands over the message that was offered. The relay can accept it only once its end
// is there, so announce is called before that; when it fails the connection is cut and the
// message was not sent. A fault at the step "end" without a code means that nobody knows.
func (s *session) hand(message []byte, announce func() error) (reply string, fault *Fault, err error) {
	s.wait(s.limits.Command)
	w, err := s.client.Data()
	if err != nil {
		return "", faultOf("DATA", err), nil
	}
	s.wait(s.limits.Data)
	// Nothing polite may be said after this fails: any further command would end the
	// message first.
	if _, err := w.Write(message); err != nil {
		s.cut()
		return "", &Fault{Step: "message", Text: faultOf("", err).Text}, nil
	}
	if err := announce(); err != nil {
		s.cut()
		return "", nil, err
	}
	s.wait(s.limits.End)
	if err := w.Close(); err != nil {
		fault := faultOf("end", err)
		switch {
		case fault.Code/100 == 2: // any reply that begins with 2 accepts
			return fmt.Sprintf("%d %s", fault.Code, fault.Text), nil, nil
		case fault.Code/100 != 4 && fault.Code/100 != 5:
			s.cut()
			return "", &Fault{Step: "end", Text: strings.TrimPrefix(fault.Error(), "end: ")}, nil
		}
		return "", fault, nil
	}
	return oneLine(w.(*smtp.DataCloser).ServerResponse()), nil, nil
}

// ready makes a session that was used fit for another message.
func (s *session) ready() bool {
	if !s.client.HasConnection() {
		return false
	}
	if !s.used {
		return true
	}
	s.wait(s.limits.Command)
	return s.client.Reset() == nil
}

// end takes leave.
func (s *session) end() {
	if s.client.HasConnection() {
		s.wait(time.Second)
		s.client.Quit()
	}
	s.client.Close()
}

// cut ends the connection without a word.
func (s *session) cut() { s.client.Close() }

func (s *session) wait(d time.Duration) { s.client.UpdateDeadline(d) }
