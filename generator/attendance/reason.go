package attendance

// Category says what a registration code counts as.
type Category uint8

const (
	Present Category = iota
	Activity
	Authorised
	Unauthorised
	NotPossible
	Administrative
)

// Reason is one way of recording sessions: a registration code, or a published
// column that gathers several.
type Reason struct {
	ID       string   // the column after sess_: auth_illness, code_i
	Code     string   // the registration code, when it is one: I, C1
	Category Category // which total the sessions belong to
}

// PublishedReasons are the columns of England's school-level absence file, in its
// order. Their sum may fall short of the overall total: the rest has no reason.
var PublishedReasons = []Reason{
	{"auth_illness", "", Authorised},
	{"auth_appointments", "", Authorised},
	{"auth_religious", "", Authorised},
	{"auth_study", "", Authorised},
	{"auth_traveller", "", Authorised},
	{"auth_holiday", "", Authorised},
	{"auth_ext_holiday", "", Authorised},
	{"auth_excluded", "", Authorised},
	{"auth_other", "", Authorised},
	{"unauth_holiday", "", Unauthorised},
	{"unauth_late", "", Unauthorised},
	{"unauth_other", "", Unauthorised},
	{"unauth_noyet", "", Unauthorised},
}
