// Rollcall in the browser: sections to fold, charts to explore, tables to sort, schools
// to find. All of it is extra: without scripts, every page shows the same figures.
import { words } from './words.js';
import { upgradeCharts } from './figures.js';
import { sortTables } from './tables.js';
import { filterTables, findPlaces } from './search.js';
import { foldSections } from './sections.js';

if (words) {
  document.documentElement.classList.add('js');
  for (const start of [foldSections, sortTables, filterTables, findPlaces, upgradeCharts]) {
    try {
      start();
    } catch (error) {
      console.warn('rollcall:', error); // one part failing leaves the others
    }
  }
}
