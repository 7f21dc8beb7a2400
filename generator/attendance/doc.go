// Package attendance is the vocabulary of school attendance that every other
// package speaks: establishments, phases, periods, reasons, exact decimals.
//
// It holds no figures about anybody. Words and formulas follow the Department
// for Education's published method and the Welsh Government's code list.
package attendance
