// The looks of the interactive layer. It lies over the static picture, which keeps
// showing everything: the layer draws only what the pointer or the keyboard is on.
// While a reader zooms, the layer draws the lines and axes too and the picture hides.
import { speaks, stops } from './explore.js';

// look returns the option with the colours of the page and the margins of the picture.
// Bleed is how far the layer reaches beyond the figure, so that labels at its edges are
// not cut; zoom the stretch in view, or null for all of it.
export function look(option, picture, bleed, zoom) {
  const css = getComputedStyle(picture);
  const tone = name => css.getPropertyValue(`--${name}`).trim();
  const page = {
    tone,
    zoomed: zoom !== null,
    text: { fontFamily: css.fontFamily, fontSize: 0.8125 * parseFloat(getComputedStyle(document.documentElement).fontSize), color: tone('ink-2') },
    grid: {
      left: parseFloat(css.marginLeft) + bleed, right: parseFloat(css.marginRight) + bleed,
      top: parseFloat(option.grid[0].top), bottom: parseFloat(option.grid[0].bottom), outerBoundsMode: 'none',
    },
  };
  return {
    ...option,
    animation: false,
    textStyle: page.text,
    grid: page.grid,
    xAxis: option.xAxis.map(a => axis(a, page)),
    yAxis: option.yAxis.map(a => axis(a, page)),
    series: option.series.map(s => series(s, page, option)),
    ...(option.visualMap && { visualMap: { ...option.visualMap, inRange: { color: ['transparent'] } } }), // the picture has the tints
    tooltip: { ...option.tooltip, ...tooltip(option, page) },
    ...(option.dataZoom && { dataZoom: [{ ...option.dataZoom[0], ...zoom, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, moveOnMouseMove: page.zoomed, preventDefaultMouseMove: page.zoomed }] }),
  };
}

function axis(a, { tone, text, zoomed }) {
  const { labels, min, interval } = a;
  const shown = zoomed && a.show !== false;
  return {
    ...a,
    show: true,
    name: '',
    axisTick: { show: false },
    axisLine: { show: shown && a.type === 'category', lineStyle: { color: tone('c-axis') } },
    splitLine: { show: shown && a.type === 'value', lineStyle: { color: tone('c-grid') } },
    axisLabel: { show: shown, ...text, hideOverlap: true, lineHeight: 18, ...(labels && { formatter: v => labels[Math.round((v - min) / interval)] ?? '' }) },
  };
}

const lines = { this: ['c-this', 3, 'solid'], flag: ['c-this', 3, 'solid'], last: ['c-last', 2.25, [5, 4]], comp: ['c-comp', 2, 'solid'], tgt: ['ink', 1.5, [7, 4]] };

const role = s => s.id.split('-')[0];

// series draws a series invisibly, with a ring around what is pointed at.
function series(s, page, option) {
  const { tone, zoomed } = page;
  if (!speaks(s)) return zoomed ? furniture(s, page) : { id: s.id, type: s.type, data: [], silent: true };
  const ring = { opacity: 1, color: 'transparent', borderColor: tone('ink'), borderWidth: 2 };
  if (s.type === 'heatmap') return { ...s, itemStyle: { opacity: 0 }, emphasis: { itemStyle: ring } };
  if (s.id.startsWith('usual')) return { ...s, ...band(), areaStyle: { color: tone('c-this'), opacity: zoomed ? 0.13 : 0 } };
  if (s.type === 'line') {
    const [colour, width, type] = lines[role(s)];
    const look = { color: tone(colour), width, type, opacity: zoomed ? 1 : 0 };
    return { ...s, ...(zoomed && endName(s, page, option)), symbol: 'circle', symbolSize: 11, showSymbol: false, lineStyle: look, itemStyle: { color: tone(colour), borderColor: tone('paper'), borderWidth: 1.5 }, emphasis: { scale: false, lineStyle: look, itemStyle: { opacity: 1 } } };
  }
  if (s.type === 'bar') return { ...s, barWidth: 16, itemStyle: { opacity: 0 }, emphasis: { itemStyle: ring } };
  const size = Number(s.id.split('-')[1]) || 0; // pitch of stacked marks
  return { ...s, symbol: s.id.startsWith('versus') ? 'rect' : 'circle', symbolSize: s.id.startsWith('versus') ? [9, 24] : size > 1 ? Math.max(size, 9) : 18, itemStyle: { opacity: 0 }, emphasis: { scale: false, itemStyle: ring } };
}

// endName writes the name of a line at its end, where there is room; a line in pieces
// has its name at the last.
function endName(s, { text, grid, tone }, option) {
  const [, line] = s.id.split('-');
  const last = option.series.findLast(other => speaks(other) && other.id.split('-')[1] === line);
  if (last !== s || grid.right < 120) return {};
  return { endLabel: { ...text, show: true, formatter: '{a}', distance: 8, width: grid.right - 24, overflow: 'break', lineHeight: 15, color: tone('ink') }, labelLayout: { moveOverlap: 'shiftY' } };
}

// band stacks the usual range on its low end. Its two ends may have different signs.
const band = () => ({ stackStrategy: 'all', symbol: 'none', silent: true, z: 1, lineStyle: { opacity: 0 } });

// furniture is what a zoomed line chart has beside its lines.
function furniture(s, { tone, text }) {
  const label = { ...text, textBorderColor: tone('paper'), textBorderWidth: 4, formatter: '{b}' };
  const base = { id: s.id, type: s.type, data: [], silent: true };
  if (s.id.startsWith('base')) return { ...s, ...band() };
  if (s.id.startsWith('whisk') || !s.markArea && !s.markLine) return base;
  if (s.markArea) return { ...base, z: 0, markArea: { ...s.markArea, silent: true, itemStyle: { color: tone('tint') }, label: { ...label, position: 'insideTopLeft' } } };
  const [colour, width, type] = s.id.startsWith('brk') ? ['ink-2', 1.25, [1, 3]] : s.id.startsWith('evt') ? ['ink-2', 1, 'solid'] : lines[role(s).slice(3)] ?? lines.comp;
  return { ...base, markLine: { ...s.markLine, silent: true, symbol: 'none', lineStyle: { color: tone(colour), width, type }, label: { ...label, color: tone(colour), ...(/^(brk|evt)/.test(s.id) ? { position: 'end', align: 'left' } : { position: 'insideStartTop' }) } } };
}

function tooltip(option, { tone, text }) {
  const columns = option.xAxis[0].data;
  const list = stops(option);
  return {
    confine: true,
    renderMode: 'richText', // HTML would need inline styles, which the page forbids
    backgroundColor: tone('paper'), borderColor: tone('ink'), borderWidth: 1, padding: [8, 10],
    textStyle: { ...text, color: tone('ink'), lineHeight: 18 },
    axisPointer: { type: 'line', lineStyle: { color: tone('c-axis'), type: 'solid' } },
    formatter(params) {
      const { seriesIndex, dataIndex } = [params].flat()[0];
      const here = list.find(stop => stop.points.some(p => p.seriesIndex === seriesIndex && p.dataIndex === dataIndex))
        ?? (columns && list.find(stop => stop.at === dataIndex)); // of lines, the first may have a gap here
      return here ? here.lines.join('\n') : '';
    },
  };
}
