import type { DataFrame, FieldConfigSource, TimeRange } from '@grafana/data';
import type { Interpolator } from '../interpolate';

/** What every drawing is given. */
export interface DrawingProps {
  options: any;
  frames: DataFrame[];
  fieldConfig: FieldConfigSource;
  timeRange: TimeRange;
  interpolator: Interpolator;
  width: number;
  height: number;
}
