// Turns Prometheus' answers into the frames that Grafana's components read.
import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import type { Target } from './board';
import { numberOf, type Sample } from './prometheus';

/** The name of a series: the legend's text with {{label}} filled in, or its labels. */
export function legendOf(target: Target, metric: Record<string, string>): string {
  const format = target.legendFormat;
  if (format && format !== '__auto') {
    return format.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label) => metric[label] ?? '');
  }
  const { __name__, ...rest } = metric;
  const labels = Object.entries(rest).map(([key, value]) => `${key}="${value}"`).join(', ');
  if (labels) {
    return `${format === '__auto' ? '' : (__name__ ?? '')}{${labels}}`;
  }
  return __name__ ?? target.expr ?? 'Value';
}

/** One frame per series. */
export function seriesFrames(target: Target, rows: Sample[], step_ms?: number): DataFrame[] {
  return rows.map(({ metric, values }) => createDataFrame({
    refId: target.refId,
    fields: [
      {
        name: 'Time',
        type: FieldType.time,
        config: step_ms ? { interval: step_ms } : {},
        values: values.map(([seconds]) => seconds * 1000),
      },
      {
        name: 'Value',
        type: FieldType.number,
        labels: metric,
        config: { displayNameFromDS: legendOf(target, metric) },
        values: values.map(([, text]) => numberOf(text)),
      },
    ],
  }));
}

/** One frame for all series of a query: time, a column per label, the value. */
export function tableFrame(target: Target, rows: Sample[], valueName: string): DataFrame {
  const cells = rows.flatMap(({ metric, values }) =>
    values.map(([seconds, text]) => ({ metric, at_ms: seconds * 1000, value: numberOf(text) })));
  const labels = [...new Set(rows.flatMap(({ metric }) => Object.keys(metric).sort()))];
  return createDataFrame({
    refId: target.refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: cells.map((cell) => cell.at_ms) },
      ...labels.map((label) => ({
        name: label,
        type: FieldType.string,
        config: { filterable: true },
        values: cells.map((cell) => cell.metric[label] ?? ''),
      })),
      { name: valueName, type: FieldType.number, values: cells.map((cell) => cell.value) },
    ],
  });
}
