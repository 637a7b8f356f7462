// Grafana's types as they stand in JSON: an enum is its text, everything may be left out.
import type { DataLink, DataTransformerInfo, standardTransformers } from '@grafana/data';
import type * as raw from '@grafana/schema/dist/esm/raw/dashboard/x/dashboard_types.gen.d.ts';

export type * as bargauge from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen.d.ts';
export type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen.d.ts';
export type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen.d.ts';
export type * as text from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen.d.ts';
export type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen.d.ts';

export type Json<T> =
  unknown extends T ? T
  : T extends string ? `${T}`
  : T extends number | boolean | null | undefined ? T
  : T extends Array<infer U> ? Array<Json<U>>
  : T extends object ? { [K in keyof T]?: Json<T[K]> }
  : T;

/** The panel types that the tool knows. */
export type PanelType = 'bargauge' | 'row' | 'stat' | 'table' | 'text' | 'timeseries';
export type Panel = Omit<raw.Panel, 'type'> & { type: PanelType };
export type RowPanel = raw.RowPanel;
export type Matcher = raw.MatcherConfig;

// Grafana's own model has these three for variables that are intervals.
type Variable = raw.VariableModel & { auto?: boolean; auto_count?: number; auto_min?: string };
export type Board = Omit<raw.Dashboard, 'panels' | 'templating'> & { templating?: { list?: Variable[] } };

/** A panel without field options of its own. */
export type NoFields = Record<string, never>;

type Fields<C> = Omit<raw.FieldConfig, 'custom' | 'links'> & {
  custom?: C;
  // The model's own type is unknown[]; generators write the links of a board here, too.
  links?: Array<DataLink | raw.DashboardLink>;
  fieldMinMax?: boolean;
};
export type Defaults<C> = Json<Fields<C>>;

type ById<C> = Omit<Required<Fields<C>>, 'custom'> & {
  [K in keyof C as `custom.${string & K}`]-?: C[K];
};
/** What an override may set. */
export type Property<C> = { [K in keyof ById<C>]: { id: K; value?: Json<ById<C>[K]> | null } }[keyof ById<C>];

/** A query of the Prometheus data source, whose types are not on npm. */
export interface Query {
  refId: string;
  datasource: raw.DataSourceRef;
  expr: string;
  format: 'time_series' | 'table' | 'heatmap';
  instant: boolean;
  range: boolean;
  exemplar: boolean;
  legendFormat: string;
  interval: string;
  intervalFactor: number;
  editorMode: 'code' | 'builder';
  hide: boolean;
}

type All = typeof standardTransformers;
type OptionsOf<N extends keyof All> = All[N] extends DataTransformerInfo<infer O> ? O : never;

interface Transformers {
  merge: Record<string, never>;
  organize: OptionsOf<'organizeFieldsTransformer'>;
  joinByField: OptionsOf<'joinByFieldTransformer'>;
  labelsToFields: OptionsOf<'labelsToFieldsTransformer'>;
  sortBy: OptionsOf<'sortByTransformer'>;
  filterFieldsByName: OptionsOf<'filterFieldsByNameTransformer'>;
  filterByValue: OptionsOf<'filterByValueTransformer'>;
  groupBy: OptionsOf<'groupByTransformer'>;
  limit: OptionsOf<'limitTransformer'>;
  renameByRegex: OptionsOf<'renameByRegexTransformer'>;
  reduce: OptionsOf<'reduceTransformer'>;
  calculateField: OptionsOf<'calculateFieldTransformer'>;
  convertFieldType: OptionsOf<'convertFieldTypeTransformer'>;
}

export type Transformation = {
  [K in keyof Transformers]: {
    id: K;
    options: Json<Transformers[K]>;
    disabled?: boolean;
    filter?: Json<raw.MatcherConfig>;
  };
}[keyof Transformers];
