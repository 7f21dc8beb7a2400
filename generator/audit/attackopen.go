package audit

// openFigures finds the unknown of a figure of pupils or sessions that has one: that is
// hidden, or may have been rounded. Most figures have none, so each row lists those that do.
type openFigures struct {
	start []int32 // of each row in the list
	list  []openFigure
}

type openFigure struct {
	unknown int32 // one more than that; 0 while it has none
	column  int16
}

// open lists the figures that are not published as they are.
func (b *figures) open() openFigures {
	var columns []*column
	for _, c := range b.columns {
		if c.unit == pupilsUnit || c.unit == sessionsUnit {
			columns = append(columns, c)
		}
	}
	out := openFigures{start: make([]int32, 0, len(b.rows)+1)}
	for row := range b.rows {
		out.start = append(out.start, int32(len(out.list)))
		for _, c := range columns {
			if v := c.at(int32(row)); v != absent && (v < 0 || !b.exact(c, int32(row), v)) {
				out.list = append(out.list, openFigure{column: c.index})
			}
		}
	}
	out.start = append(out.start, int32(len(out.list)))
	return out
}

// at returns where the unknown of a figure stands, or nil if it is no open figure.
func (o *openFigures) at(row int32, c *column) *int32 {
	list := o.list[o.start[row]:o.start[row+1]]
	for i := range list {
		if list[i].column == c.index {
			return &list[i].unknown
		}
	}
	return nil
}

// is reports whether a figure is an unknown.
func (o *openFigures) is(f figure, unknown int32) bool {
	at := o.at(max(f.row, ^f.row), f.column)
	return at != nil && *at == unknown+1 && unknown >= 0
}
