package disclosure

import (
	"rollcall/generator/attendance"
	"rollcall/generator/register"
)

// Loss says how much of what is known an edition still tells, because hiding
// everything is no achievement.
type Loss struct {
	Levels   []LevelLoss // in the order of the cube's places
	Unproved int         // hidden cells that might be worked out; an edition with any must not be published
	Given    int         // hidden numbers that may be worked out of what the world has already, without this edition
}

// LevelLoss is the loss at one level: of numbers known, those shown, and those that
// would be shown if only what is small itself were hidden.
type LevelLoss struct {
	Level                 attendance.Level
	Known, Shown, Primary int
}

// measureLoss counts the numbers of sessions and pupils, reasons and bands apart, of the
// schools and of the places that are sums of them.
func (t *tables) measureLoss() *Loss {
	loss := &Loss{Unproved: int(t.unproved.Load()), Given: int(t.given.Load())}
	for i := range t.cube.Places {
		p := &t.cube.Places[i]
		if r := (ref{int32(i), 0}); len(p.Cells) == 0 || !t.isSchool(r) && !t.isSum(r) {
			continue
		}
		if n := len(loss.Levels); n == 0 || loss.Levels[n-1].Level != p.Place.Level {
			loss.Levels = append(loss.Levels, LevelLoss{Level: p.Place.Level})
		}
		at := &loss.Levels[len(loss.Levels)-1]
		for j := range p.Cells {
			t.loseCell(at, ref{int32(i), int32(j)})
		}
	}
	return loss
}

func (t *tables) loseCell(at *LevelLoss, r ref) {
	c, m := t.cell(r), *t.mark(r)
	if m&absent != 0 && attendance.KindOf(c.Group) != attendance.PupilGroup {
		return // never told by any edition of this kind
	}
	sessions := [...]register.Count{c.Counts.Enrolments, c.Counts.Possible, c.Counts.Overall, c.Counts.Authorised, c.Counts.Unauthorised, c.Counts.Late}
	small := t.tooSmall(&block{key: blockKey{year: c.Period.Year, set: attendance.GroupSet(c.Group)}}, []ref{r})
	for _, n := range sessions {
		at.count(n, m&(whole|absent) != 0, small)
	}
	for i, column := range pupilCounts {
		at.count(*column.of(&c.Counts), m&(whole|absent|column.mark|column.out) != 0, small || t.hidesCount(r, i))
	}
}

func (l *LevelLoss) count(n register.Count, hidden, small bool) {
	if !n.Known() {
		return
	}
	l.Known++
	if !hidden {
		l.Shown++
	}
	if !small {
		l.Primary++
	}
}
