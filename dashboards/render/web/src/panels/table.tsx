// Rows and columns.
import { Table } from '@grafana/ui';
import React from 'react';
import type { DrawingProps } from './props';

export function TablePanel({ options, frames, fieldConfig, timeRange, interpolator, width, height }: DrawingProps) {
  const frame = frames[Math.min(options.frameIndex ?? 0, frames.length - 1)];
  return (
    <Table
      data={frame}
      width={width}
      height={height}
      noHeader={options.showHeader === false}
      showTypeIcons={options.showTypeIcons ?? false}
      resizable={false}
      initialSortBy={options.sortBy}
      footerOptions={options.footer}
      enablePagination={options.footer?.enablePagination}
      cellHeight={options.cellHeight}
      timeRange={timeRange}
      fieldConfig={fieldConfig}
      getActions={() => []}
      replaceVariables={interpolator.replace as any}
    />
  );
}
