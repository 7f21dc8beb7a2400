// plain puts a label of several lines on one.
const plain = s => String(s ?? '').replace(/\n/g, ' ').trim();

// reading is what is said about one datum: one or more lines.
const reading = (series, datum) => [plain(series.name), datum.name].filter(Boolean).join(': ').split('\n');

const silent = /^(ref|span|brk|evt|limit|mean|base|whisk)/;

// speaks reports whether the data of a series are values to be read.
export const speaks = series => !silent.test(series.id);

const shown = datum => datum && datum !== '-';

// stops lists the places that the arrow keys go through, in order: the ticks or rows
// of a chart that has them, otherwise its schools from left to right.
export function stops(option) {
  const [across, down] = [option.xAxis[0], option.yAxis[0]].map(a => a.type === 'category');
  if (across && down) return cells(option);
  const axis = across ? option.xAxis[0] : down && option.yAxis[0];
  const points = [];
  option.series.forEach((series, seriesIndex) => {
    if (!speaks(series)) return;
    (series.data ?? []).forEach((datum, dataIndex) => {
      if (!shown(datum)) return;
      const at = !axis ? datum.value[0] : Array.isArray(datum.value) ? datum.value[across ? 0 : 1] : dataIndex;
      points.push({ at, seriesIndex, dataIndex, lines: reading(series, datum) });
    });
  });
  if (!axis) {
    points.sort((a, b) => a.at - b.at);
    return points.map(p => ({ at: p.at, lines: p.lines, points: [p] }));
  }
  return axis.data.map((name, at) => {
    const here = points.filter(p => p.at === at);
    return { at, lines: [plain(name), ...here.flatMap(p => p.lines)].filter(Boolean), points: here };
  }).filter(stop => stop.points.length > 0);
}

// cells lists the cells of a table of values that are shown, row by row.
function cells(option) {
  return option.series.flatMap((series, seriesIndex) => (series.data ?? []).map((datum, dataIndex) => (
    { at: dataIndex, row: datum.value[1], column: datum.value[0], lines: datum.name.split('\n'), points: [{ seriesIndex, dataIndex }] })));
}

// beneath returns the index of the stop under (by 1) or above (by -1) another, in its
// column where stops have one, otherwise of the next or the one before.
function beneath(list, at, by) {
  const { row, column } = list[at] ?? {};
  if (row === undefined) return at + by;
  const same = list.filter(stop => stop.column === column && Math.sign(stop.row - row) === by);
  const next = by > 0 ? same[0] : same.at(-1);
  return next ? next.at : at;
}

// explore lets the arrow keys, Home and End go through the stops; each is shown and
// said. Plus and minus zoom where a chart can, Escape zooms out and then leaves.
export function explore(live, spoken, chart, list) {
  let at = -1;
  const act = action => chart()?.dispatchAction(action);
  const leave = () => {
    act({ type: 'downplay' });
    act({ type: 'hideTip' });
    spoken.textContent = '';
    at = -1;
  };
  const visit = to => {
    at = Math.min(Math.max(to, 0), list.length - 1);
    const { lines, points } = list[at];
    act({ type: 'downplay' });
    for (const { seriesIndex, dataIndex } of points) act({ type: 'highlight', seriesIndex, dataIndex });
    act({ type: 'showTip', seriesIndex: points[0].seriesIndex, dataIndex: points[0].dataIndex });
    spoken.textContent = lines.join('. ');
  };
  const zoom = factor => {
    const now = chart()?.getOption().dataZoom?.[0];
    if (!now) return;
    const middle = at < 0 ? (now.start + now.end) / 2 : 100 * at / Math.max(list.length - 1, 1);
    const half = Math.min((now.end - now.start) / 2 * factor, 50);
    const start = Math.min(Math.max(middle - half, 0), 100 - 2 * half);
    act({ type: 'dataZoom', start, end: start + 2 * half });
  };
  const keys = {
    ArrowRight: () => visit(at + 1), ArrowDown: () => visit(beneath(list, at, 1)),
    ArrowLeft: () => visit(at < 0 ? list.length - 1 : at - 1), ArrowUp: () => visit(at < 0 ? list.length - 1 : beneath(list, at, -1)),
    Home: () => visit(0), End: () => visit(list.length - 1),
    '+': () => zoom(0.5), '=': () => zoom(0.5), '-': () => zoom(2),
    Escape() {
      const now = chart()?.getOption().dataZoom?.[0];
      if (now && now.end - now.start < 99) return zoom(100);
      leave();
      live.blur();
    },
  };
  live.addEventListener('keydown', event => {
    if (list.length === 0 || event.ctrlKey || event.altKey || event.metaKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  live.addEventListener('blur', leave);
}
