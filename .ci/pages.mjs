// Chooses one page of each kind that a site can have. Of many, the heaviest: it has the
// most that can go wrong. Of schools also the lightest, which has the least to show.
import fs from 'node:fs';
import path from 'node:path';

const own = ['actions', 'attainment', 'authority', 'benchmarks', 'changes', 'checklist', 'clusters', 'consortium', 'coverage', 'downloads', 'hotspots', 'initiatives',
  'insight', 'method', 'phases', 'practice', 'priority', 'pupils', 'rank', 'recommendations', 'responsibilities', 'returns', 'revisions', 'schools', 'scrutiny', 'self-evaluation',
  'service', 'static', 'strategy', 'targets', 'terms', 'virtual-school'];

// pagesOf returns a Map of the kind to the path of its page, or null where the site
// has no such page.
export function pagesOf(site) {
  const there = file => fs.existsSync(path.join(site, file));
  const fixed = file => (there(file) ? file : null);
  const read = file => fs.readFileSync(path.join(site, file), 'utf8');
  const size = file => fs.statSync(path.join(site, file)).size;
  const folders = folder => (there(folder) ? fs.readdirSync(path.join(site, folder), { withFileTypes: true }).filter(e => e.isDirectory()).map(e => e.name).sort() : []);
  const within = folder => folders(folder).map(name => `${folder}/${name}/index.html`).filter(there).sort((a, b) => size(b) - size(a));
  const heaviest = folder => within(folder)[0] ?? null;
  const pupils = page => part(page, 'pupils');
  const part = (page, name) => (page ? fixed(page.replace('index.html', `${name}/index.html`)) : null);
  const parts = ['pupils', 'brief', 'governors', 'meeting'];
  const earlier = page => (page ? within(path.dirname(page)).find(p => !parts.includes(path.basename(path.dirname(p)))) ?? null : null);

  const moved = page => /http-equiv="refresh"/.test(read(page));
  const schools = within('schools').filter(page => !moved(page));
  const grouping = folders('.').find(name => !own.includes(name));
  const cluster = heaviest('clusters');
  const figures = there('schools/index.html'); // a site that follows a plan alone has none
  const closed = figures && read('schools/index.html').split('id="closed"')[1]?.match(/href="\.\.\/(schools\/[^"]+)"/)?.[1];

  const kinds = new Map([
    ['authority', figures ? 'index.html' : null],
    ['front page without figures', figures ? null : 'index.html'],
    ['authority, a period', heaviest('authority')],
    ['phase', heaviest('phases')],
    ['terms', fixed('terms/index.html')],
    ['clusters', fixed('clusters/index.html')],
    ['cluster', cluster],
    ['cluster, a period', earlier(cluster)],
    ['another grouping', grouping ? `${grouping}/index.html` : null],
    ['group of another grouping', grouping ? heaviest(grouping) : null],
    ['schools', fixed('schools/index.html')],
    ['school', schools[0] ?? null],
    ['school with the least', schools.at(-1) ?? null],
    ['school, a period', earlier(schools[0])],
    ['closed school', closed || null],
    ['moved school', within('schools').find(moved) ?? null],
    ['strategy', fixed('strategy/index.html')],
    ['strand', within('strategy').find(page => page.includes('/strand-')) ?? null],
    ['levels', fixed('strategy/levels/index.html')],
    ['outcome', fixed('strategy/outcome/index.html')],
    ['targets', fixed('strategy/targets/index.html')],
    ['what to look at', fixed('insight/index.html')],
    ['changes', fixed('changes/index.html')],
    ['priority', fixed('priority/index.html')],
    ['hotspots', fixed('hotspots/index.html')],
    ['hotspots of a phase', heaviest('hotspots')],
    ['rank', fixed('rank/index.html')],
    ['targets of schools', fixed('targets/index.html')],
    ['virtual school', fixed('virtual-school/index.html')],
    ['service', fixed('service/index.html')],
    ['attainment', fixed('attainment/index.html')],
    ['initiatives', fixed('initiatives/index.html')],
    ['returns', fixed('returns/index.html')],
    ['return of a school', heaviest('returns')],
    ['pupils', fixed('pupils/index.html')],
    ['pupils of a cluster', pupils(cluster)],
    ['pupils of a school', pupils(schools[0])],
    ['pupils of the school with the least', pupils(schools.at(-1))],
    ['action plan', fixed('actions/index.html')],
    ['action', within('actions').find(page => !/\/(board|by)\//.test(page)) ?? null],
    ['board of actions', fixed('actions/board/index.html')],
    ['ways to find actions', fixed('actions/by/index.html')],
    ['actions of one kind', heaviest('actions/by')],
    ['who does what', fixed('responsibilities/index.html')],
    ['duties of one kind', heaviest('responsibilities')],
    ['self-evaluation', fixed('self-evaluation/index.html')],
    ['self-evaluation of a school', heaviest('self-evaluation')],
    ['checklist', fixed('checklist/index.html')],
    ['practice', fixed('practice/index.html')],
    ['recommendations', fixed('recommendations/index.html')],
    ['brief', part(schools[0], 'brief')],
    ['brief of the school with the least', part(schools.at(-1), 'brief')],
    ["governors' summary", part(schools[0], 'governors')],
    ['meeting of a cluster', part(cluster, 'meeting')],
    ['scrutiny', fixed('scrutiny/index.html')],
    ['scrutiny of a term', heaviest('scrutiny')],
    ['consortium', fixed('consortium/index.html')],
    ['benchmarks', fixed('benchmarks/index.html')],
    ['method', fixed('method/index.html')],
    ['coverage', fixed('coverage/index.html')],
    ['downloads', fixed('downloads/index.html')],
  ]);
  return /class="edition pub"/.test(read('index.html')) ? inPublic(kinds) : kinds;
}

// inPublic keeps the kinds of page that the public edition shows otherwise than others.
function inPublic(kinds) {
  const shown = ['authority', 'phase', 'cluster', 'another grouping', 'schools', 'school', 'school with the least', 'hotspots', 'what to look at', 'strategy',
    'action plan', 'scrutiny', 'method', 'coverage', 'downloads'];
  return new Map(shown.filter(kind => kinds.get(kind)).map(kind => [`${kind} in public`, kinds.get(kind)]));
}
