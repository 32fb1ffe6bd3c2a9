/** The line to Figma from a page with an origin: the plugin's id goes with each message, and Figma's origin is named. */
import { isFields } from '../../plugin/protocol';
import type { Line } from '../link/edition';

const FIGMA = 'https://www.figma.com';

/** No other page that has ours in a frame gets a message through, nor hears one; no other plugin either. */
export const lineFor = (pluginId: string): Line => ({
  post: (message) => parent.postMessage({ ...message, pluginId }, FIGMA),
  carried: ({ source, origin, data }) =>
    source === parent &&
    origin === FIGMA &&
    isFields(data) &&
    (data.pluginId === undefined || data.pluginId === pluginId),
});
