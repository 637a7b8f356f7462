// The parts of a dashboard's JSON (classic model) that are drawn.
import type { DataFrame, FieldConfigSource, ScopedVars } from '@grafana/data';

export interface GridPos {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Target {
  refId: string;
  expr?: string;
  format?: 'time_series' | 'table' | 'heatmap';
  instant?: boolean;
  range?: boolean;
  legendFormat?: string;
  interval?: string;
  hide?: boolean;
}

export interface Transformation {
  id: string;
  options: unknown;
  disabled?: boolean;
}

export interface Panel {
  id: number;
  type: string;
  title?: string;
  description?: string;
  transparent?: boolean;
  gridPos: GridPos;
  targets?: Target[];
  options?: any;
  fieldConfig?: FieldConfigSource;
  transformations?: Transformation[];
  links?: Array<{ url?: string }>;
  interval?: string;
  maxDataPoints?: number;
  timeFrom?: string;
  timeShift?: string;
  repeat?: string;
  repeatDirection?: 'h' | 'v';
  maxPerRow?: number;
  collapsed?: boolean;
  panels?: Panel[];
}

export interface VariableOption {
  text: string;
  value: string;
}

export interface BoardVariable {
  name: string;
  type: string;
  label?: string;
  hide?: number;
  query?: string | { query: string };
  regex?: string;
  sort?: number;
  multi?: boolean;
  includeAll?: boolean;
  allValue?: string;
  current?: { text?: string | string[]; value?: string | string[] };
  options?: VariableOption[];
}

export interface Board {
  uid?: string;
  title: string;
  panels?: Panel[];
  time?: { from: string; to: string };
  timezone?: string;
  templating?: { list?: BoardVariable[] };
}

/** What the driver asks for. */
export interface DrawRequest {
  board: Board;
  prometheus: string;
  width: number;
  theme: 'light' | 'dark';
  variables: Record<string, string[]>;
  from?: string;
  to?: string;
  now_ms?: number;
  scrape_interval: string;
  expand_rows: boolean;
}

/** A panel at its place, after rows and repeats were laid out. */
export interface PlacedPanel {
  key: string;
  panel: Panel;
  scope: ScopedVars;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** One query as it was sent, and what came of it. */
export interface SentQuery {
  ref_id: string;
  expr: string;
  kind: 'instant' | 'range';
  step_s: number | null;
  series: number;
  error: string | null;
}

/** What a panel shows. */
export interface PanelContent {
  frames: DataFrame[];
  fieldConfig: FieldConfigSource;
  queries: SentQuery[];
  errors: string[];
}

export interface PanelReport {
  id: number;
  title: string;
  type: string;
  queries: SentQuery[];
  series: number;
  rows: number;
  numbers: number;
  no_data: boolean;
  errors: string[];
  links: string[];
  cropped: string[];
}

export interface BoardReport {
  uid: string;
  title: string;
  from: string;
  to: string;
  variables: Record<string, string[]>;
  height: number;
  errors: string[];
  panels: PanelReport[];
}
