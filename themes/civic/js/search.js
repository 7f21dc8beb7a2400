import { element, say } from './words.js';

// fold makes two spellings of a name alike: without accents, in small letters.
const fold = s => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

// filterTables lets .search[data-table] narrow the rows of a table: its text
// input by the name in the first cell, each select by the data attribute it is named
// after.
export function filterTables() {
  for (const form of document.querySelectorAll('.search[data-table]')) {
    const table = document.getElementById(form.dataset.table);
    if (!table) continue;
    const rows = [...table.querySelectorAll('tbody tr:not(.all)')];
    const names = new Map(rows.map(row => [row, fold(row.cells[0]?.textContent ?? '')]));
    const output = form.querySelector('output') ?? form.appendChild(element('output', { 'aria-live': 'polite' }));
    const narrow = () => {
      const parts = fold(form.querySelector('input')?.value ?? '').split(/\s+/);
      const selects = [...form.querySelectorAll('select')].filter(s => s.value !== '');
      let shown = 0;
      for (const row of rows) {
        const fits = parts.every(part => names.get(row).includes(part)) && selects.every(s => row.dataset[s.name] === s.value);
        row.hidden = !fits;
        if (fits) shown++;
      }
      output.textContent = say('shown', { n: shown, total: rows.length });
    };
    form.addEventListener('input', narrow);
    form.addEventListener('submit', event => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(narrow));
    narrow();
  }
}

const most = 8; // results of a quick search

// findPlaces lists the places whose names hold what is typed into form#find. Its
// index is the links in the element that data-index names, in this page.
export function findPlaces() {
  const form = document.getElementById('find');
  const source = form && document.getElementById(form.dataset.index);
  if (!source) return;
  form.classList.add('find');
  const input = form.querySelector('input');
  const places = [...source.querySelectorAll('th a[href], li a[href]')].map(a => ({ name: a.textContent.trim(), folded: fold(a.textContent), href: a.getAttribute('href') }));
  const list = form.appendChild(element('ul'));
  const count = form.appendChild(element('p', { class: 'vh', 'aria-live': 'polite' }));
  const links = () => [...list.querySelectorAll('a')];
  const clear = () => { list.replaceChildren(); count.textContent = ''; };
  input.addEventListener('input', () => {
    const wanted = fold(input.value);
    if (wanted.length < 2) return clear();
    const found = places.filter(p => wanted.split(/\s+/).every(part => p.folded.includes(part)));
    list.replaceChildren(...found.slice(0, most).map(p => {
      const item = element('li');
      item.append(element('a', { href: p.href }, p.name));
      return item;
    }));
    count.textContent = say('found', { n: found.length });
  });
  form.addEventListener('keydown', event => {
    const all = links(), at = all.indexOf(document.activeElement);
    if (event.key === 'Escape') {
      clear();
      input.focus();
    } else if (event.key === 'ArrowDown' && at < all.length - 1) {
      all[at + 1].focus();
      event.preventDefault();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      (all[at - 1] ?? input).focus();
      event.preventDefault();
    }
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    links()[0]?.click();
  });
  form.addEventListener('focusout', event => { if (!form.contains(event.relatedTarget)) clear(); });
}
