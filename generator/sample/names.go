package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"rollcall/generator/attendance"
)

// district is a cluster of schools and the wards that it covers.
type district struct {
	name  string
	wards [wards]string
	fsm   int // pupils eligible for free school meals, per 1,000
}

var borough = []district{
	{"Harbour", [wards]string{"Quayside", "Lock Gate", "Ropewalk"}, 360},
	{"Northmoor", [wards]string{"Northmoor", "Highfold", "Peatlands"}, 250},
	{"Weirside", [wards]string{"Weirside", "Millrace", "Osier Bank"}, 290},
	{"Beacon Hill", [wards]string{"Beacon", "Larkrise", "Chalkdown"}, 140},
	{"Saltmarsh", [wards]string{"Saltmarsh", "Curlew Point", "Samphire"}, 320},
	{"Tanner's Cross", [wards]string{"Tanner's Cross", "Foundry", "Glebe"}, 220},
}

// localities name the first schools; after them, places are put together from
// beginnings and endings.
var localities = strings.Split("Quayside,Lock Gate,Ropewalk,Millrace,Osier Bank,Larkrise,Chalkdown,Curlew Point,"+
	"Samphire Way,Foundry Row,Glebe End,Sailmaker's Yard,Lantern Street,Tollbar,Fiddler's Reach,Pilot Steps,"+
	"Cooper's Wharf,Marram Bank,Withy Lane,Kiln Hill,Hollin Edge,Peatlands,Whinfold,Heron Mere,Sandpiper,"+
	"Netmender Lane,Coble Street,Bittern Lane,Staithe House,Saltpan,Cordwainer Street,Dovecote Hill,Thrift Meadow,"+
	"Barkhouse,Wheelwright Lane,Shearwater,Fulling Mill,Teasel Park,Skylark Rise,Ferryman's Green,Orchard Weir,"+
	"Gannet Hill,Limekiln,Rushey Fold,Bellfounder,Juniper Rise,Capstan,Plover Field,Tidemill,Copperas Hill,"+
	"Mudlark Steps,Eelgrass,Slipway,Hempfield,Windlass,Crane Street", ",")

var (
	qualifiers = strings.Split("Upper,Lower,Great,Little,Old,New,North,South,East,West", ",")
	beginnings = strings.Split("Alder,Anchor,Ashen,Bracken,Briar,Bulrush,Chandler,Cinder,Clover,Cobble,Coral,Cran,Curlew,Dabber,"+
		"Drift,Ebbing,Elder,Ember,Fallow,Fennel,Ferry,Fiddle,Flax,Gorse,Gull,Harrow,Hazel,Heather,Hemp,Hollin,Ivel,Jasper,"+
		"Kestrel,Kipper,Lark,Linnet,Lock,Mallow,Marl,Mast,Merle,Mill,Netter,Oakum,Osier,Otter,Peat,Pilot,Plover,Quarrel,"+
		"Quill,Reed,Rope,Rush,Saddler,Salt,Sedge,Skerry,Spindle,Starling,Tanner,Teasel,Tiller,Tolland,Umber,Velvet,Wader,"+
		"Weir,Whin,Willet,Withy,Yarrow", ",")
	endings = strings.Split("bank,beck,bourne,bridge,brook,cliff,combe,cote,croft,cross,dale,dene,down,edge,fell,field,fold,ford,"+
		"garth,gate,grove,haven,heath,holm,holt,hurst,ings,lea,marsh,mead,mere,moor,ness,pool,reach,ridge,row,side,stead,wick", ",")
	saints   = strings.Split("Merewyn,Aldreda,Cuthlac,Osberga,Wulfra,Tidburh,Ebbred,Hildwy", ",")
	contacts = []string{"Headteacher", "Deputy headteacher", "Senior attendance champion", "Attendance lead", "Pastoral lead", "Inclusion lead"}
)

// The names that test whoever prints them: Welsh letters, and a very long one.
const (
	welshName = "Ysgol Gymraeg Tŷ Môr"
	longName  = "The Blessed Osberga and Saint Tidburh Church of England Voluntary Aided Primary School"
)

// namer gives every place and school a name that no other has.
type namer struct {
	rng   *rand.Rand
	local int // localities used
	taken map[string]bool
}

// distinct draws names until one is new.
func (n *namer) distinct(draw func() string) string {
	for {
		if name := draw(); !n.taken[name] {
			n.taken[name] = true
			return name
		}
	}
}

func (n *namer) pick(words []string) string { return words[n.rng.IntN(len(words))] }

func (n *namer) invented() string {
	place := n.pick(beginnings) + n.pick(endings)
	if n.rng.IntN(3) == 0 {
		place = n.pick(qualifiers) + " " + place
	}
	return place
}

func (n *namer) place() string {
	if n.local < len(localities) {
		n.local++
		return localities[n.local-1]
	}
	return n.invented()
}

func (n *namer) districts(count int) []district {
	out := make([]district, count)
	for i := range out {
		if i < len(borough) {
			out[i] = borough[i]
			n.taken[out[i].name] = true
			continue
		}
		name := n.distinct(n.invented)
		out[i] = district{name, [wards]string{name, name + " East", name + " West"}, 120 + n.rng.IntN(260)}
	}
	return out
}

func (n *namer) trusts(count int) []string {
	out := []string{"Fairlead Learning Trust", "Wexcombe Church Schools Trust", "Tidewater Schools Trust"}
	for len(out) < count {
		out = append(out, n.distinct(func() string { return n.invented() + " Schools Trust" }))
	}
	return out
}

// naming is one way to name a school, and its type of establishment. In form, %s
// is its place.
type naming struct{ form, kind string }

var namings = map[attendance.Phase][]naming{
	attendance.Primary: {
		{"%s Primary School", "Community school"}, {"%s Primary Academy", "Academy converter"},
		{"%s Community Primary School", "Community school"}, {"%s Junior School", "Foundation school"},
		{"%s Primary School", "Academy converter"}, {"%s Infant School", "Community school"},
		{"%s Church of England Primary School", "Voluntary controlled school"},
		{"St SAINT's Catholic Primary School, %s", "Voluntary aided school"},
		{"%s St SAINT's C of E Primary Academy", "Academy converter"},
	},
	attendance.Secondary: {
		{"%s Academy", "Academy sponsor led"}, {"%s School", "Community school"}, {"%s High School", "Academy converter"},
		{"%s College", "Foundation school"}, {"St SAINT's Catholic High School, %s", "Voluntary aided school"},
	},
	attendance.Special: {
		{"The %s School", "Community special school"}, {"%s Special School", "Foundation special school"},
		{"%s Grange Academy", "Academy special converter"},
	},
	attendance.AP: {{"The %s Centre", "Pupil referral unit"}, {"%s Alternative Provision Academy", "Academy alternative provision converter"}},
}

// school names the i-th school of a phase. The first secondary school of each
// cluster has the cluster's name.
func (n *namer) school(phase attendance.Phase, i int, cluster string) (name, kind string) {
	switch {
	case phase == attendance.Primary && i == 3:
		return welshName, "Academy converter"
	case phase == attendance.Primary && i == 5:
		return longName, "Voluntary aided school"
	}
	first := phase == attendance.Secondary && i < len(borough) && borough[i].name == cluster
	name = n.distinct(func() string {
		way := namings[phase][i%len(namings[phase])]
		kind = way.kind
		place := cluster
		if first {
			way.form = strings.ReplaceAll(way.form, "St SAINT's Catholic High School, %s", "%s Catholic School")
		} else {
			place = n.place()
		}
		return fmt.Sprintf(strings.Replace(way.form, "SAINT", n.pick(saints), 1), place)
	})
	return name, kind
}

func isAcademy(kind string) bool { return strings.HasPrefix(kind, "Academy") }
