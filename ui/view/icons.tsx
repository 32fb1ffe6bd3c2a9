/** 16 px icons, drawn with the text's colour and silent for screen readers. */
import type { ComponentChildren } from 'preact';

const Icon = ({ children }: { children: ComponentChildren }) => (
  <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    {children}
  </svg>
);

export const PlayIcon = () => (
  <Icon>
    <path d="M5.5 3.8v8.4l6.5-4.2z" fill="currentColor" stroke="none" />
  </Icon>
);

export const PauseIcon = () => (
  <Icon>
    <path d="M5.75 4v8M10.25 4v8" stroke-width="1.75" />
  </Icon>
);

export const AnotherIcon = () => (
  <Icon>
    <path d="M12.7 6.5A5 5 0 1 0 13 8.6M13 3.4v3.2H9.8" />
  </Icon>
);

export const DownloadIcon = () => (
  <Icon>
    <path d="M8 2.8v7M5 7.2l3 2.9 3-2.9M3.2 12.9h9.6" />
  </Icon>
);
