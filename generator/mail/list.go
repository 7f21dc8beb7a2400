package mail

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
)

// readList reads a list that an earlier run kept beside the plans, without its header.
// There are no rows where there is no file.
func readList(name string, columns []string) ([][]string, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = len(columns)
	rows, err := r.ReadAll()
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case len(rows) == 0 || !slices.Equal(rows[0], columns):
		return nil, fmt.Errorf("%s: its columns are not %q", name, columns)
	}
	return rows[1:], nil
}
