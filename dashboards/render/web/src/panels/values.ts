// The single values that stat and bar gauge show.
import { getFieldDisplayValues, type FieldDisplay, type GrafanaTheme2 } from '@grafana/data';
import type { DrawingProps } from './props';

export function valuesOf(
  { options, frames, fieldConfig, interpolator }: DrawingProps, theme: GrafanaTheme2, sparkline: boolean,
): FieldDisplay[] {
  return getFieldDisplayValues({
    fieldConfig,
    reduceOptions: { calcs: ['lastNotNull'], values: false, fields: '', ...options.reduceOptions },
    replaceVariables: interpolator.replace as any,
    theme,
    data: frames,
    sparkline,
    percentChange: options.showPercentChange,
    timeZone: 'browser',
  });
}
