// Defuddle, from the makers of Obsidian's web clipper.

import { Defuddle } from "defuddle/node";

import { blockText, parse } from "./page.mjs";

export async function extract(html, url) {
  const dom = parse(html, url);
  try {
    // Its own extractors of some sites would fetch pages.
    const found = await Defuddle(dom.window.document, url, { useAsync: false });
    const text = blockText(parse(found.content).window.document.body);
    const authors = found.author ? [found.author] : [];
    return [text, { title: found.title, authors, date: found.published }];
  } finally {
    dom.window.close();
  }
}
