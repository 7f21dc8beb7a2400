package config

import (
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"rollcall/generator/address"
	"rollcall/generator/diag"
)

// mail takes how letters are sent.
func (r *reader) mail(to *Mail) take {
	return func(v value) {
		to.Pos = r.pos(v.node)
		var contacts []Input
		r.mapping(v, []field{
			{"sender", r.checked(&to.Sender, plainAddress)},
			{"reply_to", r.checked(&to.ReplyTo, plainAddress)},
			{"relay", r.relay(&to.Relay)},
			{"port", r.whole(&to.Port, 1, 65535)},
			{"tls", one(r, &to.TLS, "starttls", "tls", "none")},
			{"user", r.text(&to.User)},
			{"password_file", r.path(&to.PasswordFile)},
			{"domains", r.texts(&to.Domains, func(to *string) take { return r.checked(to, domain) })},
			{"contacts", r.contacts(&contacts)},
			{"base_url", r.baseURL(&to.BaseURL)},
			{"rate", r.whole(&to.Rate, 1, 600)},
			{"retries", r.whole(&to.Retries, 0, 20)},
			{"retry_for", r.whole(&to.RetryFor, 1, 2880)},
			{"expires", r.whole(&to.Expires, 1, 60)},
			{"attach", one(r, &to.Attach, NoAttachment, BriefPDF)},
		})
		if len(contacts) > 0 {
			to.Contacts = contacts[0]
		}
		if to.Port == 0 {
			to.Port = usualPort(to.TLS)
		}
	}
}

// contacts takes the file of addresses: its path, or what inputs have.
func (r *reader) contacts(to *[]Input) take {
	const format = "contacts"
	return func(v value) {
		if _, keys := v.node.(*ast.MappingNode); !keys {
			r.named(to, format)(v)
			return
		}
		r.input(to)(v)
		for i := range *to {
			(*to)[i].Format = format
		}
	}
}

// usualPort is where relays take messages: RFC 8314 has 465 for TLS from the first byte
// and 587 for STARTTLS.
func usualPort(tls string) int {
	if tls == "tls" {
		return 465
	}
	return 587
}

// relatedMail checks what has to agree among the keys of mail, and with the inputs.
func (r *reader) relatedMail(s *Site) {
	m := &s.Mail
	if m.TLS == "none" && m.User != "" {
		r.problems.Add(m.Pos, diag.ConfigValue, "Use starttls or tls, or take user out where the relay asks for none.",
			"mail.tls: none would send the password of mail.user unprotected")
	}
	same := func(in Input) bool { return path.Clean(in.Path) == path.Clean(m.Contacts.Path) }
	if m.Contacts.Path != "" && slices.ContainsFunc(s.Inputs, same) {
		r.problems.Add(m.Contacts.Pos, diag.ConfigValue, "Take it out of inputs: no build reads addresses.",
			"mail.contacts: %s is one of the inputs", m.Contacts.Path)
	}
}

// relay takes the name of a host. What is wrong is not repeated: it may hold a password.
func (r *reader) relay(to *string) take {
	return func(v value) {
		const hint = "Write the name of the host alone, such as smtp.example.gov.uk; port, user and password_file are keys of their own."
		s, ok := r.scalar(v, hint)
		if !ok {
			return
		}
		if strings.ContainsAny(s, "@/ \t\\") || strings.Count(s, ":") == 1 {
			r.wrong(v, hint, "it is not the name of a host")
			return
		}
		*to = s
	}
}

// secret reports whether a key is called as one for a password would be.
func secret(key string) bool {
	key = strings.ToLower(key)
	return strings.Contains(key, "pass") && !strings.HasPrefix(key, "password_f") || strings.Contains(key, "pwd") || strings.Contains(key, "secret")
}

func plainAddress(s string) string {
	if fault := address.Fault(s); fault != "" {
		return "Write one plain address, such as attendance@example.gov.uk: " + fault + "."
	}
	return ""
}

func domain(s string) string {
	if fault := address.DomainFault(s); fault != "" {
		return "Write example.sch.uk, or .example.sch.uk for every domain beneath it: " + fault + "."
	}
	return ""
}
