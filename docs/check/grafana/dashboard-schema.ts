/** A JSON Schema, draft 7. */
type JsonSchema = Readonly<Record<string, unknown>>;

const text: JsonSchema = { type: 'string' };
const name: JsonSchema = { type: 'string', minLength: 1 };
const flag: JsonSchema = { type: 'boolean' };
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

function closed(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = Object.keys(properties),
): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

function open(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties) };
}

const datasource = closed({ type: { const: 'prometheus' }, uid: name });

/** 24 columns: a panel has to end within them. */
const gridPos = closed({
  x: { type: 'integer', minimum: 0, maximum: 23 },
  y: { type: 'integer', minimum: 0 },
  w: { type: 'integer', minimum: 1, maximum: 24 },
  h: { type: 'integer', minimum: 1 },
});

const target = closed({
  refId: { type: 'string', pattern: '^[A-Z]$' },
  datasource,
  expr: name,
  legendFormat: text,
  editorMode: { enum: ['builder', 'code'] },
  range: flag,
  instant: flag,
});

const thresholds = closed({
  mode: { enum: ['absolute', 'percentage'] },
  // the first begins below everything
  steps: { ...list(closed({ color: name, value: { type: ['number', 'null'] } })), minItems: 1 },
});

const fieldConfig = closed({
  defaults: closed(
    {
      unit: name,
      min: { type: 'number' },
      color: closed({ mode: { enum: ['thresholds', 'palette-classic', 'fixed'] } }),
      thresholds,
      custom: { type: 'object' },
    },
    ['unit'],
  ),
  overrides: list({ type: 'object' }),
});

const row = closed({
  id: { type: 'integer', minimum: 1 },
  type: { const: 'row' },
  title: name,
  collapsed: flag,
  gridPos,
  panels: { type: 'array', maxItems: 0 },
});

const panel = closed({
  id: { type: 'integer', minimum: 1 },
  type: { enum: ['timeseries', 'stat'] },
  title: name,
  description: text,
  datasource,
  gridPos,
  fieldConfig,
  options: { type: 'object' },
  targets: { ...list(target), minItems: 1 },
});

const variable: JsonSchema = {
  ...open({ name: { type: 'string', pattern: '^\\w+$' }, label: name, hide: { enum: [0, 1, 2] } }),
  oneOf: [
    open({ type: { const: 'datasource' }, query: { const: 'prometheus' } }),
    open({
      type: { const: 'query' },
      datasource,
      query: closed({ query: name, refId: name }),
      definition: name,
      // 0: never, 1: with the dashboard, 2: when the time range changes
      refresh: { enum: [0, 1, 2] },
      sort: { enum: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
      multi: flag,
      includeAll: flag,
    }),
    open({
      type: { const: 'custom' },
      query: name,
      options: { ...list(closed({ text: name, value: name, selected: flag })), minItems: 1 },
    }),
  ],
};

/**
 * What a dashboard of ours has of what Grafana takes: fewer words than there are, and none that there is not. Source: the kind of dashboards
 * in grafana/grafana, kinds/dashboard/dashboard_kind.cue, and the page "Dashboard JSON model" of its documentation. `schemaVersion` 39 is
 * that of Grafana 10.3 and 11; newer ones read it.
 */
export const GRAFANA_DASHBOARD_SCHEMA: JsonSchema = closed({
  uid: { type: 'string', minLength: 8, maxLength: 40 },
  title: name,
  description: text,
  tags: list(name),
  schemaVersion: { const: 39 },
  version: { type: 'integer', minimum: 1 },
  editable: flag,
  // 1: a crosshair that panels share
  graphTooltip: { enum: [0, 1, 2] },
  timezone: name,
  refresh: { type: 'string', pattern: '^\\d+[smh]$' },
  time: closed({ from: name, to: name }),
  timepicker: open({ refresh_intervals: list(name) }),
  annotations: open({ list: list({ type: 'object' }) }),
  links: list({ type: 'object' }),
  templating: closed({ list: list(variable) }),
  panels: { ...list({ oneOf: [row, panel] }), minItems: 1 },
});
