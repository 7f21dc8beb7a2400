package mail

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rollcall/generator/diag"
)

// BenchmarkPlan is what an outbox of 1,000 letters costs once they are rendered: compose,
// write, show, check. It has to leave most of 10 s to the letters themselves.
func BenchmarkPlan(b *testing.B) {
	var letters []Letter
	for i := range 1000 {
		urn := fmt.Sprint(910000 + i)
		l := letterOf(school(urn), "School of Number "+urn+" in the Vale", "head."+urn+"@schools.testshire.example")
		l.HTML = strings.Replace(l.HTML, "</h1>", "</h1>"+strings.Repeat(`<p style="margin:0;color:#15262c">Attendance is up by 0.6 points this term.</p>`, 180), 1)
		l.Text += strings.Repeat("Attendance is up by 0.6 points this term.\n", 60)
		l.Images[0].PNG = append([]byte(aPNG), bytes.Repeat([]byte{1, 2, 3, byte(i)}, 6000)...)
		letters = append(letters, l)
	}
	known := knownOf(letters)
	for _, l := range letters {
		known.Schools = append(known.Schools, School{URN: l.Place.Code, Name: l.Name})
	}
	for b.Loop() {
		dir := b.TempDir()
		hash, err := WriteOutbox(dir, planEnvelope, letters, nil)
		if err != nil {
			b.Fatal(err)
		}
		o, err := Open(filepath.Join(dir, hash))
		if err != nil {
			b.Fatal(err)
		}
		var problems diag.List
		if err := o.Check(known, &problems); err != nil || problems.Failed() {
			b.Fatal(err, problems.Problems())
		}
		os.RemoveAll(dir)
	}
}
