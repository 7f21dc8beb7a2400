package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"rollcall/generator/attendance"
	"rollcall/generator/sample"
)

func sampleCommand(t terminal) *cobra.Command {
	var opt sample.Options
	nation := "england"
	cmd := &cobra.Command{
		Use:   "sample [DIR]",
		Short: "Make the folder of an authority that does not exist",
		Long: `Sample writes a site of invented schools, figures, targets and actions, to try the
program with: Wexcombe in England, or Glanarwel in Wales. DIR is wexcombe or
glanarwel unless given; a folder that holds something is left alone.`,
		Args: arguments(0, "DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "wexcombe"
			switch nation {
			case "england":
				opt.Nation = attendance.England
			case "wales":
				opt.Nation, dir = attendance.Wales, "glanarwel"
			default:
				return refusal{message: fmt.Sprintf("--nation %s: write england or wales", nation)}
			}
			if len(args) > 0 {
				dir = args[0]
			}
			folder, err := newFolder(dir)
			if err != nil {
				return err
			}
			create := func(path string) (io.WriteCloser, error) { return folder.create(path) }
			if err := sample.Write(create, opt); err != nil {
				return folder.abort(refusal{message: strings.TrimPrefix(err.Error(), "sample: ")})
			}
			fmt.Fprintf(t.out, "%s in %s.\nNext: rollcall build %s\n", count(folder.files, "file"), dir, dir)
			return folder.close()
		},
	}
	cmd.Flags().StringVar(&nation, "nation", nation, "england or wales")
	cmd.Flags().IntVar(&opt.Schools, "schools", 0, "how many schools (default 60; in Wales 40)")
	cmd.Flags().IntVar(&opt.Clusters, "clusters", 0, "how many clusters (default one for each ten schools)")
	cmd.Flags().IntVar(&opt.Years, "years", 4, "how many academic years")
	cmd.Flags().Uint64Var(&opt.Seed, "seed", 0, "another seed makes another authority")
	cmd.Flags().BoolVar(&opt.Pupils, "pupils", false, "also write pupils.csv, a row for each pupil and half-term")
	return cmd
}
