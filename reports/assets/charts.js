// Draws the charts of the page with uPlot, as wide as their place, in the colours of the page; again when either changes.
const place = document.getElementById('charts');
const charts = JSON.parse(document.getElementById('chart-data').textContent);
const HEIGHT = 220;
const COLOURS = {
  light: ['#1f5fbf', '#14733a', '#c26a00', '#7b3fa0', '#b3261e', '#00798c', '#66707f'],
  dark: ['#7fb0ff', '#5fd08a', '#f2b75c', '#c79bf0', '#ff8a80', '#5ec8d8', '#98a1b2'],
};
const WHOLE_STEPS = Array.from({ length: 10 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();
// What fits behind each tick; a longer unit stands in the heading.
const isShort = (unit = 's') => unit.length <= 3;
let drawn = [];

function figure(value) {
  if (value === null || value === undefined) return '';
  const size = Math.abs(value);
  if (size >= 10_000) return `${Number((value / 1000).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}

// Stretches of x with their names, behind the lines; names that would lie on each other go down a line.
function drawBands(plot, bands, colour) {
  const { ctx, bbox } = plot;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${11 * scale}px ${getComputedStyle(document.body).fontFamily}`;
  ctx.textBaseline = 'top';
  const ends = [];
  for (const { label, from, to } of bands) {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
    ctx.globalAlpha = 0.12;
    ctx.fillStyle = colour;
    ctx.fillRect(left, bbox.top, Math.max(scale, right - left), bbox.height);
    const free = ends.findIndex((end) => end <= left);
    const row = free === -1 ? ends.length : free;
    ends[row] = left + ctx.measureText(label).width + 12 * scale;
    ctx.globalAlpha = 1;
    ctx.fillText(label, left + 4 * scale, bbox.top + (3 + row * 14) * scale);
  }
  ctx.restore();
}

function draw() {
  for (const chart of drawn) chart.destroy();
  const style = getComputedStyle(document.body);
  const probe = document.createElement('i');
  document.body.append(probe);
  const colourOf = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const [line, soft, bad] = [colourOf('line'), colourOf('soft'), colourOf('bad')];
  probe.remove();
  const colours = COLOURS[isDark() ? 'dark' : 'light'];
  const axis = {
    stroke: soft,
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1 },
    font: `12px ${style.fontFamily}`,
  };
  drawn = charts.map((chart, index) => {
    const box = place.children[index];
    const spot = box.querySelector('.plot');
    const bands = chart.bands ?? [];
    // names of bands stand above the lines
    const headroom = bands.length === 0 ? 1.05 : 1.3;
    const isWhole = chart.data
      .slice(1)
      .every((row) => row.every((value) => value === null || Number.isInteger(value)));
    const xSuffix = isShort(chart.xUnit) ? ` ${chart.xUnit ?? 's'}` : '';
    let colour = 0;
    return new uPlot(
      {
        width: spot.clientWidth,
        height: HEIGHT,
        scales: {
          x: { time: false },
          y: { range: (_, min, max) => [Math.min(0, min), max <= 0 ? 1 : max * headroom] },
        },
        axes: [
          { ...axis, values: (_, ticks) => ticks.map((tick) => figure(tick) + xSuffix) },
          {
            ...axis,
            size: 52,
            ...(isWhole && { incrs: WHOLE_STEPS }),
            values: (_, ticks) => ticks.map(figure),
          },
        ],
        hooks: { drawClear: [(plot) => drawBands(plot, bands, bad)] },
        series: [
          { label: chart.xUnit === undefined ? 'seconds' : chart.xUnit, value: (_, value) => figure(value) },
          ...chart.series.map((label) => ({
            label,
            ...(label === chart.reference
              ? { stroke: soft, width: 1, dash: [4, 4] }
              : { stroke: colours[colour++ % colours.length], width: 2 }),
            points: { show: label !== chart.reference && chart.data[0].length < 40, size: 5 },
            spanGaps: true,
            value: (_, value) => figure(value),
          })),
        ],
      },
      chart.data,
      spot,
    );
  });
}

for (const { title, unit, xUnit } of charts) {
  const box = document.createElement('section');
  box.className = 'chart';
  const heading = document.createElement('h3');
  const counted = document.createElement('span');
  counted.textContent = ` · ${unit}${isShort(xUnit) ? '' : ` by number of ${xUnit}`}`;
  heading.append(title, counted);
  const spot = document.createElement('div');
  spot.className = 'plot';
  box.append(heading, spot);
  place.append(box);
}

let width = 0;
new ResizeObserver(() => {
  if (place.clientWidth === width) return;
  width = place.clientWidth;
  draw();
}).observe(place);
addEventListener('theme', draw);
// drawn for paper before it is printed, as wide as there, and for the screen after
paper.addEventListener('change', draw);
