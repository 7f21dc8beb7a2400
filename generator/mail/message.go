// Package mail makes finished messages of letters, keeps them in an outbox until somebody
// has looked at them, and sends each of them once.
package mail

import "rollcall/generator/attendance"

// Letter is one message to one recipient before it is composed: the words and pictures of
// one place, and of nobody else.
type Letter struct {
	Place     attendance.Place // whose private figures it holds: a school, or a cluster
	Name      string           // of the place
	To        Recipient
	Subject   string // the finding, without any number of pupils
	Preheader string // what stands beside the subject in a list of messages; the HTML begins with it
	HTML      string // a whole document, with its pictures as cid: addresses
	Text      string // stands alone, as plain text of UTF-8
	Images    []Image
	Brief     []byte // the brief as PDF, attached; nil where none is
	Links     []string
}

// Recipient is who a letter goes to, as contacts.csv has it. Only the address is written
// into the message.
type Recipient struct {
	Address string // one address, without a name
	Role    string // headteacher, cluster lead ...
	Lang    string // en, cy, or both
}

// Image is a picture in a letter, opaque and at twice its width.
type Image struct {
	CID   string // without brackets, such as trend.png@wexcombe
	Alt   string
	Width int // as shown, in CSS pixels
	PNG   []byte
}

// Envelope is what is the same in every message of a plan.
type Envelope struct {
	Council  string // the name that stands before the sender's address
	Sender   string
	ReplyTo  string
	Domains  []string // the only domains that messages may go to
	Edition  string   // names the data: two plans of the same data make the same message ids
	Day      string   // 2006-01-02, of the plan: the date that every message bears
	Expires  string   // 2006-01-02, after which nothing of the plan is sent
	BaseHref string   // what the links of a letter begin with; each has to lead to a page of the built site
}
