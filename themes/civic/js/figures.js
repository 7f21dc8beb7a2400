import * as echarts from 'echarts/core';
import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import { DataZoomInsideComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, VisualMapPiecewiseComponent } from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { element, say } from './words.js';
import { explore, stops } from './explore.js';
import { look } from './look.js';

echarts.use([BarChart, HeatmapChart, LineChart, ScatterChart, DataZoomInsideComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, VisualMapPiecewiseComponent, LabelLayout, SVGRenderer]);

const forced = matchMedia('(forced-colors: active)');
const dark = matchMedia('(prefers-color-scheme: dark)');

// upgradeCharts lays an interactive layer over each static chart as it comes near the
// window. The picture stays: for print, for screen readers, and where the layer fails
// to start. In forced colours there is no layer: the colours are the reader's.
export function upgradeCharts() {
  const near = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      try {
        upgrade(target);
      } catch (error) {
        target.querySelector('.live')?.remove();
        console.warn('rollcall:', error);
      }
    }
  }, { rootMargin: '300px' });
  for (const figure of document.querySelectorAll('figure.chart')) {
    if (figure.querySelector(':scope > script.option') && figure.querySelector(':scope > svg.plot')) near.observe(figure);
  }
}

// read returns the option of a chart. A page writes each datum as a pair of its name and
// its value.
function read(text) {
  const option = JSON.parse(text);
  for (const series of option.series) {
    series.data = series.data?.map(datum => (Array.isArray(datum) ? { name: datum[0], value: datum[1] } : datum));
  }
  return option;
}

function upgrade(figure) {
  const picture = figure.querySelector(':scope > svg.plot');
  const option = read(figure.querySelector(':scope > script.option').textContent);
  const title = figure.querySelector('h3').textContent;
  const live = element('div', { class: 'live', tabindex: '0', role: 'application', 'aria-label': `${title}. ${say('explore')}` });
  const canvas = live.appendChild(element('div', { 'aria-hidden': 'true' }));
  const spoken = element('p', { class: 'say', 'aria-live': 'polite' });
  const stage = element('div', { class: 'stage' });
  picture.before(stage);
  stage.append(picture, live);
  stage.after(spoken);

  let chart = null;
  let zoom = null; // the stretch in view, or null for all of it
  const draw = () => {
    live.hidden = forced.matches;
    if (live.hidden || live.clientWidth === 0) return;
    const size = { width: live.clientWidth, height: picture.height.baseVal.value };
    if (!chart) {
      chart = echarts.init(canvas, null, { renderer: 'svg', ...size });
      chart.on('datazoom', zoomed);
    }
    chart.resize(size);
    chart.setOption(look(option, picture, -live.offsetLeft, zoom), { notMerge: true });
  };
  const zoomed = () => {
    const { start, end } = chart.getOption().dataZoom[0];
    const before = zoom;
    zoom = end - start < 99 ? { start, end } : null;
    stage.classList.toggle('zoomed', zoom !== null);
    if ((before === null) !== (zoom === null)) setTimeout(draw); // not while ECharts is at work
  };
  draw();
  live.addEventListener('click', ({ clientX, clientY }) => follow(clientX, clientY));
  let width = live.clientWidth;
  new ResizeObserver(() => {
    if (live.clientWidth !== width) draw();
    width = live.clientWidth;
  }).observe(live);
  for (const query of [dark, forced]) query.addEventListener('change', draw);
  explore(live, spoken, () => chart, stops(option));
}

// follow opens the link of the picture that lies under the layer at a point.
function follow(x, y) {
  const link = document.elementsFromPoint(x, y).map(e => e.closest('.plot a')).find(Boolean);
  if (link) location.href = link.href.baseVal;
}
