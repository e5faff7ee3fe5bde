import { chartsOf } from './chart-data.ts';
import { numberText, secondsText } from './figures.ts';
import { type FleetResults, isGood, PHASE_STATS, PHASES } from './fleet-results.ts';
import { verdictText } from './summary-md.ts';

/** The chart library as text: uPlot's browser build and its style sheet. */
export interface ChartLibrary {
  readonly script: string;
  readonly style: string;
}

/** Jobs that the page lists. */
const MAX_ROWS = 200;

/** Our page's own style and script; colours hold on light and dark ground. */
const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .8rem .2rem 0;text-align:left;border-bottom:1px solid #ddd}
td.n,th.n{text-align:right}.good{color:#167d3a}.bad{color:#b3261e}code{font-size:.9em}.chart{margin:1.5rem 0;overflow-x:auto}`;
const SCRIPT = `const COLOURS=['#888','#167d3a','#1f5fbf','#c77700','#7b3fa0','#b3261e'];
for(const chart of JSON.parse(document.getElementById('charts').textContent)){
const place=document.createElement('div');place.className='chart';document.getElementById('here').append(place);
const colours=chart.series.length>2?COLOURS:COLOURS.slice(1);
new uPlot({title:chart.title,width:900,height:260,scales:{x:{time:false}},
axes:[{label:'seconds'},{label:chart.unit,size:70}],
series:[{label:'s'},...chart.series.map((label,i)=>({label,stroke:colours[i],width:1.5}))],
hooks:{drawClear:[u=>{const {ctx,bbox}=u;ctx.save();ctx.beginPath();ctx.rect(bbox.left,bbox.top,bbox.width,bbox.height);ctx.clip();
chart.bands.forEach((band,i)=>{const from=u.valToPos(band.from,'x',true),to=u.valToPos(band.to,'x',true);
ctx.fillStyle='rgba(179,38,30,.1)';ctx.fillRect(from,bbox.top,to-from,bbox.height);
ctx.fillStyle='#b3261e';ctx.textAlign='left';ctx.textBaseline='top';ctx.font='20px sans-serif';ctx.fillText(band.label,from+4,bbox.top+4+i%6*22)});ctx.restore()}]}},chart.data,place)}`;

/** A run of a fleet as one page that needs nothing else. */
export function reportHtml(results: FleetResults, library: ChartLibrary): string {
  const { fleet, metrics, environment } = results;
  const title = `Fleet ${fleet.name}: ${verdictText(results)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${library.style}</style>
<style>${STYLE}</style>
</head>
<body>
<h1 class="${isGood(results) ? 'good' : 'bad'}">${escaped(title)}</h1>
<p>${escaped(fleet.summary)}</p>
<p>Seed <code>${escaped(String(results.seed))}</code>, file <code>${escaped(fleet.file)}</code>, target ${escaped(results.target)}, started ${escaped(results.startedAt)}, took ${secondsText(results.durationSeconds)}.</p>
${results.failure === undefined ? '' : `<p class="bad">Nodes were lost: ${escaped(results.failure)}.</p>\n`}<h2>Thresholds</h2>
${table(
  ['', 'threshold', '#left', '#right'],
  results.thresholds.map((each) => [
    each.isKept ? 'kept' : 'crossed',
    each.threshold,
    numberText(each.left),
    numberText(each.right),
  ]),
)}
<h2>Nodes</h2>
${table(
  ['#requested', '#registered', '#available', '#confirmed by the server', '#all there after'],
  [
    [
      numberText(metrics.nodes_requested),
      numberText(metrics.nodes_registered),
      numberText(metrics.nodes_available),
      numberText(metrics.nodes_confirmed),
      secondsText(metrics.ready_seconds),
    ],
  ],
)}
<h2>Latencies</h2>
${table(
  ['phase', ...PHASE_STATS.map((stat) => `#${stat}`), '#count'],
  PHASES.map((phase) => [
    phase,
    ...PHASE_STATS.map((stat) => secondsText(metrics[`${phase}.${stat}`])),
    numberText(metrics[`${phase}.count`]),
  ]),
)}
<h2>Over time</h2>
<div id="here"></div>
${faultsSection(results)}<h2>Jobs</h2>
${table(
  ['job', 'end', '#nodes', '#succeeded', '#started at', '#took', 'error'],
  results.jobs
    .slice(0, MAX_ROWS)
    .map((job) => [
      job.label,
      job.end,
      String(job.nodes),
      String(job.succeeded),
      secondsText(job.startedAtSeconds),
      secondsText(job.jobSeconds),
      job.error ?? '',
    ]),
)}
${results.eventErrors.map((line) => `<p class="bad">Event failed: ${escaped(line)}</p>\n`).join('')}<h2>All metrics</h2>
${table(
  ['metric', '#value'],
  Object.entries(metrics).map(([name, value]) => [name, numberText(value)]),
)}
<p>Harness ${escaped(environment.harness)}, Node ${escaped(environment.node)}, ${escaped(environment.platform)}, ${environment.cpus} CPUs, ${environment.memoryMb} MB, nodes in ${environment.workers === 1 ? 'one process' : `${environment.workers} processes`}.</p>
<script type="application/json" id="charts">${inScript(JSON.stringify(chartsOf(results)))}</script>
<script>${library.script}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** The bands of the charts in words. */
function faultsSection({ faults }: FleetResults): string {
  if (faults.length === 0) return '';
  const rows = faults.map(({ name, about, nodes, fromSeconds, toSeconds }) => [
    name,
    about,
    String(nodes),
    secondsText(fromSeconds),
    toSeconds === undefined ? 'the end' : secondsText(toSeconds),
  ]);
  const titles = ['fault', 'what', '#nodes', '#from', '#to'];
  return `<h2>Faults of the network</h2>\n${table(titles, rows)}\n`;
}

/** Rows of text; a title that begins with # is of a column of numbers. */
function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (tag: string, text: string, index: number): string => {
    const isNumber = titles[index]?.startsWith('#');
    const meaning = text === 'crossed' ? 'bad' : text === 'kept' ? 'good' : '';
    const classes = [...(isNumber ? ['n'] : []), ...(meaning === '' ? [] : [meaning])].join(' ');
    return `<${tag}${classes === '' ? '' : ` class="${classes}"`}>${escaped(text)}</${tag}>`;
  };
  const line = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((text, index) => cell(tag, text, index)).join('')}</tr>`;
  const head = `<tr>${titles.map((title, index) => cell('th', title.replace(/^#/, ''), index)).join('')}</tr>`;
  return [`<table>`, head, ...rows.map((row) => line('td', row)), '</table>'].join('\n');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** JSON that cannot end the script element it stands in. */
function inScript(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
