const narrow = matchMedia('(max-width: 39.99rem)');

// foldSections closes the charts and tables of each section on a narrow screen, where
// their findings stand in their place. A link to a section opens it, and so does
// printing.
export function foldSections() {
  const folds = [...document.querySelectorAll('details.body')];
  const open = now => folds.forEach(fold => { fold.open = now; });
  const reach = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.closest('.sec')?.querySelector('details.body');
    if (!fold || fold.open) return;
    fold.open = true;
    target.scrollIntoView();
  };
  open(!narrow.matches);
  reach();
  narrow.addEventListener('change', () => open(!narrow.matches));
  addEventListener('hashchange', reach);
  addEventListener('beforeprint', () => open(true));
}
