// The panel types that can be drawn, and what stands in for a drawing that is not possible.
import type { TimeRange } from '@grafana/data';
import React from 'react';
import type { Panel, PanelContent } from '../board';
import type { Interpolator } from '../interpolate';
import { BarGaugePanel } from './bargauge';
import { Message } from './nodata';
import type { DrawingProps } from './props';
import { StatPanel } from './stat';
import { TablePanel } from './table';
import { TextPanel } from './text';
import { TimeSeriesPanel } from './timeseries';

const DRAWINGS: Record<string, React.ComponentType<DrawingProps>> = {
  bargauge: BarGaugePanel,
  stat: StatPanel,
  table: TablePanel,
  text: TextPanel,
  timeseries: TimeSeriesPanel,
};

export function isDrawn(type: string): boolean {
  return type in DRAWINGS;
}

/** Rows that came back, in all frames. */
export function rowsOf(content: PanelContent): number {
  return content.frames.reduce((sum, frame) => sum + frame.length, 0);
}

interface Props {
  panel: Panel;
  content: PanelContent;
  timeRange: TimeRange;
  interpolator: Interpolator;
  width: number;
  height: number;
}

/** A drawing that breaks leaves its message in its own panel only. */
class Contained extends React.Component<
  { onError: (error: Error) => void; size: { width: number; height: number }; children: React.ReactNode },
  { error?: Error }
> {
  state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  componentDidCatch(error: Error) {
    this.props.onError(error);
  }

  render() {
    const { error } = this.state;
    return error ? <Message text={error.message} isError {...this.props.size} /> : this.props.children;
  }
}

export function Drawing({ panel, content, ...rest }: Props) {
  const { width, height } = rest;
  const size = { width, height };
  const Drawn = DRAWINGS[panel.type];
  const rows = rowsOf(content);
  if (!Drawn) {
    return <Message text={`Panel type ${panel.type} is not drawn here`} isError {...size} />;
  }
  if (rows === 0 && content.errors.length > 0) {
    return <Message text={content.errors.join('\n')} isError {...size} />;
  }
  // A single value says "no data" itself, in its own size.
  if (rows === 0 && ['table', 'timeseries'].includes(panel.type)) {
    return <Message text={content.fieldConfig.defaults.noValue || 'No data'} {...size} />;
  }
  return (
    <Contained onError={(error) => content.errors.push(`drawing: ${error.message}`)} size={size}>
      <Drawn options={panel.options ?? {}} frames={content.frames} fieldConfig={content.fieldConfig} {...rest} />
    </Contained>
  );
}
