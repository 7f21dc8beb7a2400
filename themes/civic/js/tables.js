import { element } from './words.js';

const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true, sensitivity: 'base' });

// sortTables turns the column heads of table[data-sortable] into buttons. A cell is
// sorted by its data-sort where it has one: a number, or nothing for what is not
// shown, which stays last whichever way the column is sorted.
export function sortTables() {
  for (const table of document.querySelectorAll('table[data-sortable]')) {
    const heads = [...table.querySelectorAll('thead tr:last-child th')];
    heads.forEach((head, column) => {
      const button = element('button', { type: 'button', class: 'sort' });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const up = head.getAttribute('aria-sort') !== 'ascending';
        heads.forEach(h => h.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        for (const body of table.tBodies) sortBody(body, column, up ? 1 : -1);
      });
    });
  }
}

// sortBody orders the rows of one body. The row of all together keeps its place, and
// rows that are equal keep theirs.
function sortBody(body, column, way) {
  const rows = [...body.rows].filter(row => !row.classList.contains('all'));
  const keys = new Map(rows.map(row => [row, key(row.cells[column])]));
  rows.sort((a, b) => compare(keys.get(a), keys.get(b), way));
  body.append(...rows);
}

function key(cell) {
  if (!cell) return null;
  const given = cell.dataset.sort;
  if (given === undefined) return cell.textContent.trim();
  if (given === '') return null;
  const number = Number(given);
  return Number.isNaN(number) ? given : number;
}

function compare(a, b, way) {
  if (a === null || b === null) return (a === null) - (b === null);
  if (typeof a === 'number' && typeof b === 'number') return way * (a - b);
  return way * collator.compare(String(a), String(b));
}
