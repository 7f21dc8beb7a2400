// What a reader does with a page: go through charts, sort and narrow tables, move by
// keyboard, print.
import { charts, forced } from './charts.mjs';
import { folds, keyboard } from './keyboard.mjs';
import { print } from './print.mjs';
import { plain, search, sorting } from './tables.mjs';

// useSite returns the jobs that use the pages of a site: from its folder and, as the
// browser allows less there, from a server.
export function useSite({ pages, tally, disk, http, name }) {
  const jobs = [];
  const use = (kind, verb, from, act, options = {}) => {
    const file = pages.get(kind);
    if (!file) return;
    const where = `${name}/${file} ${verb}${from === http ? ' over http' : ''}`;
    jobs.push(reader => reader.visit(from, file, where, options, page => act(page, (ok, what) => tally.check(ok, where, what))));
  };
  for (const kind of ['authority', 'phase', 'terms', 'cluster', 'another grouping', 'school', 'targets', 'hotspots of a phase', 'rank', 'service', 'virtual school', 'pupils']) use(kind, 'charts', disk, charts);
  for (const kind of ['schools', 'clusters', 'another grouping']) use(kind, 'sorted', disk, sorting);
  use('schools', 'searched', disk, search);
  for (const [kind, verb, act] of [['authority', 'charts', charts], ['schools', 'sorted', sorting], ['schools', 'searched', search]]) use(kind, verb, http, act);
  for (const kind of ['authority', 'schools', 'action plan']) use(kind, 'by keyboard', disk, keyboard, { media: { reducedMotion: 'reduce' } });
  for (const kind of ['authority', 'front page without figures', 'school', 'strategy', 'action plan']) use(kind, 'printed', disk, print);
  use('authority', 'in forced colours', disk, forced, { media: { forcedColors: 'active' } });
  use('authority', 'on a phone', disk, folds, { width: 320 });
  use('schools', 'without scripts', disk, plain, { scripts: false });
  return jobs;
}
