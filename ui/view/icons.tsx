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

export const UndoIcon = () => (
  <Icon>
    <path d="M5.6 3.6 2.9 6.3l2.7 2.7M3.2 6.3h6a3.4 3.4 0 0 1 0 6.8H6.4" />
  </Icon>
);

export const RedoIcon = () => (
  <Icon>
    <path d="m10.4 3.6 2.7 2.7-2.7 2.7M12.8 6.3h-6a3.4 3.4 0 0 0 0 6.8h2.8" />
  </Icon>
);

export const StarIcon = ({ full }: { full: boolean }) => (
  <Icon>
    <path
      d="m8 2.4 1.7 3.6 3.9.5-2.9 2.7.8 3.9L8 11.2l-3.5 1.9.8-3.9L2.4 6.5l3.9-.5z"
      fill={full ? 'currentColor' : 'none'}
    />
  </Icon>
);

export const DiceIcon = () => (
  <Icon>
    <rect x="2.75" y="2.75" width="10.5" height="10.5" rx="2.5" />
    <path
      d="M5.75 5.75h.01M10.25 5.75h.01M8 8h.01M5.75 10.25h.01M10.25 10.25h.01"
      stroke-width="1.75"
    />
  </Icon>
);

export const GalleryIcon = () => (
  <Icon>
    <rect x="2.75" y="2.75" width="4" height="4" rx="1" />
    <rect x="9.25" y="2.75" width="4" height="4" rx="1" />
    <rect x="2.75" y="9.25" width="4" height="4" rx="1" />
    <rect x="9.25" y="9.25" width="4" height="4" rx="1" />
  </Icon>
);

export const SwatchesIcon = () => (
  <Icon>
    <path
      d="M5.25 5.25h.01M10.75 5.25h.01M5.25 10.75h.01M10.75 10.75h.01"
      stroke-width="3.5"
      stroke-linecap="round"
    />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);
