package mail

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"rollcall/generator/attendance"
	"rollcall/generator/diag"
	"rollcall/generator/returns"
)

// bounceOf writes a report as Postfix does. Parts are left out where their text is empty.
func bounceOf(to, action, status, id string) string {
	text := `From: MAILER-DAEMON@relay.example (Mail Delivery System)
To: attendance@wexcombe.example
Subject: Undelivered Mail Returned to Sender
Date: Sat, 9 May 2026 00:30:00 +0100
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="B1/relay.example"

This is a MIME-encapsulated message.

--B1/relay.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

From here on nothing is left.

--B1/relay.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
X-Postfix-Queue-ID: 4ABC
Arrival-Date: Fri,  8 May 2026 12:00:00 +0100 (BST)

Final-Recipient: rfc822; ` + to + `
Original-Recipient: rfc822;` + to + `
Action: ` + action + `
Status: ` + status + `
Remote-MTA: dns; mx.schools.example
Diagnostic-Code: smtp; 550 5.1.1 <` + to + `>: no such
    mailbox

`
	if id != "" {
		text += `--B1/relay.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: Wexcombe Council <attendance@wexcombe.example>
To: ` + to + `
Message-ID: ` + id + `
Subject: Attendance rose

`
	}
	return text + "--B1/relay.example--\n"
}

// sentBox is a plan of three letters that were sent.
func sentBox(t testing.TB) *Outbox {
	box := plannedOutbox(t, 3)
	s, _ := senderTo(startRelay(t, nil, nil, false).port)
	if _, err := s.Send(context.Background(), box, nil); err != nil {
		t.Fatal(err)
	}
	return box
}

var bounceDay = time.Date(2026, 5, 8, 0, 0, 0, 0, time.UTC)

func TestBounces(t *testing.T) {
	box := sentBox(t)
	sent, err := SentBy(filepath.Dir(box.Dir))
	if err != nil {
		t.Fatal(err)
	}
	e := box.Entries()
	known := func(to string) string { return bounceOf(to, "failed", "5.1.1", e[0].MessageID) }
	want := func(entry Entry, action, status, diagnostic string) []Bounce {
		return []Bounce{{bounceDay, entry.Place(), entry.Address, action, status, diagnostic}}
	}
	noSuch := func(to string) string { return "550 5.1.1 <" + to + ">: no such mailbox" }
	other := "somebody@elsewhere.example"
	for _, c := range []struct {
		name, text string
		want       []Bounce
		problem    diag.Code
	}{
		{"by the id of what came back", known(e[0].Address), want(e[0], "failed", "5.1.1", noSuch(e[0].Address)), ""},
		{"with CRLF", strings.ReplaceAll(known(e[0].Address), "\n", "\r\n"), want(e[0], "failed", "5.1.1", noSuch(e[0].Address)), ""},
		{"from where it was passed on to", known(other), want(e[0], "failed", "5.1.1", noSuch(other)), ""},
		{"by the address", bounceOf(strings.ToUpper(e[1].Address), "failed", "5.2.2 (full)", ""), want(e[1], "failed", "5.2.2", noSuch(strings.ToUpper(e[1].Address))), ""},
		{"by an id in the report", strings.Replace(bounceOf(other, "failed", "5.1.1", ""), "X-Postfix-Queue-ID: 4ABC", "Original-Message-ID: "+e[2].MessageID, 1), want(e[2], "failed", "5.1.1", noSuch(other)), ""},
		{"by what it answers", "In-Reply-To: " + e[2].MessageID + "\n" + bounceOf(other, "failed", "5.1.1", ""), want(e[2], "failed", "5.1.1", noSuch(other)), ""},
		{"only delayed", bounceOf(e[0].Address, "delayed", "4.4.1", e[0].MessageID), want(e[0], "delayed", "4.4.1", noSuch(e[0].Address)), ""},
		{"a whole message came back", strings.Replace(known(e[0].Address), "text/rfc822-headers", "message/rfc822", 1), want(e[0], "failed", "5.1.1", noSuch(e[0].Address)), ""},
		{"forwarded by a colleague", "From: a@b.example\nDate: Sat, 9 May 2026 00:30:00 +0100\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nlook\n--x\nContent-Type: message/rfc822\n\n" + known(e[0].Address) + "\n--x--\n", want(e[0], "failed", "5.1.1", noSuch(e[0].Address)), ""},
		{"of another message", bounceOf(e[0].Address, "failed", "5.1.1", "<other@wexcombe.example>"), nil, diag.BounceUnknown},
		{"to nobody we know", bounceOf(other, "failed", "5.1.1", ""), nil, diag.BounceUnknown},
		{"an answer", "From: a@b.example\nDate: Sat, 9 May 2026 00:30:00 +0100\nIn-Reply-To: " + e[0].MessageID + "\n\nThank you.\n", nil, diag.BounceUnreadable},
		{"nothing", "", nil, diag.BounceUnreadable},
		{"no message", "\x00\x01PK", nil, diag.BounceUnreadable},
		{"cut short", known(e[0].Address)[:700], nil, diag.BounceUnreadable},
		{"an unknown action", bounceOf(e[0].Address, "lost", "5.1.1", e[0].MessageID), nil, diag.BounceUnreadable},
		{"a formula", strings.Replace(known(e[0].Address), "smtp; 550 5.1.1", "smtp; =1+1", 1), want(e[0], "failed", "5.1.1", "'=1+1 <"+e[0].Address+">: no such mailbox"), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var problems diag.List
			got := sent.Bounces("bounce.eml", []byte(c.text), &problems)
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v; %v", got, c.want, problems.Problems())
			}
			var code diag.Code
			for _, p := range problems.Problems() {
				code = p.Code
			}
			if code != c.problem {
				t.Errorf("problem %q, want %q: %v", code, c.problem, problems.Problems())
			}
		})
	}
}

// A mailbox of several reports, between them a letter; each problem has its line.
func TestBouncesMailbox(t *testing.T) {
	box := sentBox(t)
	dir := filepath.Dir(box.Dir)
	sent, err := SentBy(dir)
	if err != nil {
		t.Fatal(err)
	}
	e := box.Entries()
	from := "From MAILER-DAEMON Sat May  9 00:30:00 2026\n"
	first := from + bounceOf(e[0].Address, "failed", "5.1.1", e[0].MessageID) + "\n"
	text := first + from + "Subject: hello\n\nhello\n\n" + from + bounceOf(e[1].Address, "delayed", "4.4.1", e[1].MessageID)
	var problems diag.List
	bounces := sent.Bounces("inbox.mbox", []byte(text), &problems)
	if len(bounces) != 2 || bounces[0].Address != e[0].Address || bounces[1].Address != e[1].Address {
		t.Fatalf("%+v", bounces)
	}
	if p := problems.Problems(); len(p) != 1 || p[0].Pos.Line != strings.Count(first, "\n")+2 {
		t.Errorf("%v", p)
	}
	for i, want := range []int{2, 0} {
		if added, err := AddBounces(dir, bounces); err != nil || added != want {
			t.Errorf("time %d: %d added, %v", i+1, added, err)
		}
	}
	bounced, err := Bounced(dir)
	if err != nil || len(bounced) != 1 || bounced[e[0].Address] != bounces[0] {
		t.Errorf("%+v, %v", bounced, err)
	}
	if info, err := os.Stat(filepath.Join(dir, BouncesFile)); err != nil || info.Mode().Perm() != privateFile {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	os.WriteFile(filepath.Join(dir, BouncesFile), []byte("date,place\n"), 0o600)
	if _, err := Bounced(dir); err == nil {
		t.Error("a list that was changed is taken")
	}
}

func TestCheckBounced(t *testing.T) {
	bounced := map[string]Bounce{"head@schools.example": {Day: bounceDay, Address: "head@schools.example", Action: "failed", Status: "5.1.1", Diagnostic: "no such mailbox"}}
	for _, c := range []struct {
		name      string
		address   string
		confirmed time.Time
		until     time.Time
		want      int
	}{
		{"bounced", "Head@schools.example", time.Time{}, time.Time{}, 1},
		{"another", "office@schools.example", time.Time{}, time.Time{}, 0},
		{"confirmed before", "head@schools.example", bounceDay, time.Time{}, 1},
		{"confirmed since", "head@schools.example", bounceDay.AddDate(0, 0, 1), time.Time{}, 0},
		{"no contact any more", "head@schools.example", time.Time{}, bounceDay, 0},
	} {
		contact := returns.Contact{Place: attendance.Place{Level: attendance.LevelSchool, Code: "100001"}, Address: c.address, ConfirmedOn: c.confirmed, Until: c.until, Pos: diag.Pos{File: "contacts.csv", Line: 7, Col: 3}}
		var problems diag.List
		CheckBounced(bounced, []returns.Contact{contact}, bounceDay.AddDate(0, 0, 5), &problems)
		p := problems.Problems()
		if len(p) != c.want || len(p) > 0 && (p[0].Code != diag.ContactBounced || p[0].Pos.Line != 7) {
			t.Errorf("%s: %v", c.name, p)
		}
	}
}

func FuzzBounces(f *testing.F) {
	f.Add([]byte(bounceOf("a@b.example", "failed", "5.1.1", "<1@b.example>")))
	from := "From x Sat May  9 00:30:00 2026\n"
	f.Add([]byte(from + bounceOf("a@b.example", "delayed", "4.0.0", "") + "\n" + from + "\nhello"))
	f.Add([]byte("Content-Type: message/delivery-status\nDate: Sat, 9 May 2026 00:30:00 +0100\n\n\n\nFinal-Recipient: x;y\nAction: failed\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, m := range mailbox(data) {
			if m.line < 1 || len(m.data) > len(data) {
				t.Fatalf("a message of %d bytes at line %d", len(m.data), m.line)
			}
			notices, err := readNotices(m.data)
			for _, n := range notices {
				said := fmt.Sprint(n.ids, n.recipients, n.action, n.status, n.diagnostic)
				if err != nil || len(n.recipients) == 0 || n.day.IsZero() || strings.ContainsAny(said, "\r\n\x00") {
					t.Fatalf("%+v, %v", n, err)
				}
			}
		}
	})
}
