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
	Words    string   // what pages call it; empty where the words of the language do
}

// PublishedReasons are the columns of England's published absence files, in their
// order; some files lack some of them. Their sum may fall short of the overall total:
// the rest has no reason.
var PublishedReasons = []Reason{
	{ID: "auth_illness", Category: Authorised},
	{ID: "auth_appointments", Category: Authorised},
	{ID: "auth_religious", Category: Authorised},
	{ID: "auth_study", Category: Authorised},
	{ID: "auth_traveller", Category: Authorised},
	{ID: "auth_holiday", Category: Authorised},
	{ID: "auth_ext_holiday", Category: Authorised},
	{ID: "auth_excluded", Category: Authorised},
	{ID: "auth_interview", Category: Authorised},
	{ID: "auth_reg_performance", Category: Authorised},
	{ID: "auth_temp_reduced_timetable", Category: Authorised},
	{ID: "auth_other", Category: Authorised},
	{ID: "unauth_holiday", Category: Unauthorised},
	{ID: "unauth_late", Category: Unauthorised},
	{ID: "unauth_other", Category: Unauthorised},
	{ID: "unauth_noyet", Category: Unauthorised},
}
