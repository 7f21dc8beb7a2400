package audit

// cells holds a small number for each row and column of a table. The cells of a row stand
// together, because whoever needs one of them needs the others. The table is in blocks of
// so many rows each, so that it grows without being moved.
type cells struct {
	columns int // a new block has room for these; it gets more when they are needed
	blocks  [][]int32
}

const blockRows = 1 << 10

// at returns a cell, or absent where nothing has been put.
func (c *cells) at(row int32, column int) int32 {
	block := int(row) / blockRows
	if block >= len(c.blocks) {
		return int32(absent)
	}
	b := c.blocks[block]
	width := len(b) / blockRows
	if column >= width {
		return int32(absent)
	}
	return b[int(row)%blockRows*width+column]
}

func (c *cells) put(row int32, column int, v int32) {
	block := int(row) / blockRows
	for block >= len(c.blocks) {
		c.blocks = append(c.blocks, nil)
	}
	if column >= len(c.blocks[block])/blockRows {
		c.widen(block)
	}
	b := c.blocks[block]
	b[int(row)%blockRows*(len(b)/blockRows)+column] = v
}

// widen gives a block all columns that there are.
func (c *cells) widen(block int) {
	old := c.blocks[block]
	wide := make([]int32, blockRows*c.columns)
	for i := range wide {
		wide[i] = int32(absent)
	}
	if width := len(old) / blockRows; width > 0 {
		for row := range blockRows {
			copy(wide[row*c.columns:], old[row*width:][:width])
		}
	}
	c.blocks[block] = wide
}
