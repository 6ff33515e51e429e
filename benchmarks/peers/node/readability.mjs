// Mozilla's Readability, as in Firefox's reader view.

import { Readability } from "@mozilla/readability";

import { blockText, parse } from "./page.mjs";

export function extract(html, url) {
  const dom = parse(html, url);
  try {
    const options = { serializer: (element) => blockText(element) };
    const found = new Readability(dom.window.document, options).parse();
    if (!found) return ["", {}];
    const authors = found.byline ? [found.byline] : [];
    return [found.content, { title: found.title, authors, date: found.publishedTime }];
  } finally {
    dom.window.close();
  }
}
