package audit

// Checks names what Site and Figures look for. The receipt of a site that passed repeats it.
var Checks = []string{"links", "scripts", "names", "weight", "numbers", "figures"}
