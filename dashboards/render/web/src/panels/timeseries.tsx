// Lines over time.
import { TimeSeries } from '@grafana/ui';
import React from 'react';
import type { DrawingProps } from './props';

const LEGEND = { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] };

export function TimeSeriesPanel({ options, frames, timeRange, width, height }: DrawingProps) {
  const Drawing = TimeSeries as any;
  return (
    <Drawing
      frames={frames.filter((frame) => frame.length > 0)}
      width={width}
      height={height}
      timeRange={timeRange}
      timeZone="browser"
      options={options}
      legend={{ ...LEGEND, ...options.legend }}
      structureRev={1}
    />
  );
}
