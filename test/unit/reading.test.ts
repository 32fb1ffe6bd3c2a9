/** What prompts are taken to ask for, with the shipped vocabulary and tables. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { readTables } from '../../models/shipped';
import { captionOf } from '../../worker/network/caption';
import { PLACEHOLDER_NAMES } from '../../worker/placeholders/draw';
import { MOST_THINGS } from '../../worker/prompt/grammar/numbers';
import type { Reader, Reading, ReadPrompt } from '../../worker/prompt/read';
import { readDoubts, readTable } from '../../worker/prompt/table';
import { tokenise } from '../../worker/prompt/tokens';
import { fold, nounsOf, singularsOf } from '../../worker/prompt/words';
import type { Vocabulary } from '../../worker/vocabulary';
import { openReader, openTracer, tellAll } from '../support/reading';

let read: ReadPrompt;
let trace: Reader['trace'];
let vocabulary: Vocabulary;
before(async () => {
  ({ read, vocabulary } = await openReader());
  trace = await openTracer();
});

/** Checks prompts against the layers that they should be read as. */
function reads(table: Record<string, string>) {
  for (const [prompt, expected] of Object.entries(table)) {
    assert.equal(tellAll(read(prompt)).join(' + '), expected, prompt);
  }
}

const remarksOn = (prompt: string) =>
  read(prompt).report.map(({ words, why, as }) => [words, why, ...(as ? [as] : [])].join(' | '));

describe('the given prompts', () => {
  const file = new URL('../prompts/given.tsv', import.meta.url);
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(
      (line) =>
        line.split('\t') as [prompt: string, expected: string, reading: string, looks: string],
    );

  test('are read as a designer expects, 97 of 100 at least', () => {
    assert.equal(rows.length, 100);
    const wrong = rows.filter(([prompt, , reading]) => {
      const layers = tellAll(read(prompt)).join(' + ');
      return (layers || '–') !== reading;
    });
    assert.ok(wrong.length <= 3, JSON.stringify(wrong, null, 1));
  });

  test('that are drawn look good, or soft at worst: no shapeless blob', () => {
    const looks = rows.map(([, , , look]) => look).filter((look) => look !== 'offered');
    assert.ok(looks.every((look) => look === 'good' || look === 'soft'));
    assert.ok(looks.filter((look) => look === 'good').length >= 0.95 * looks.length);
  });

  test('are all of something to draw; what is not comes with what could be typed instead', () => {
    assert.deepEqual(
      rows.filter(([, , told]) => told === '–'),
      [],
    );
    for (const prompt of ['good night', 'a harp', 'a chainsaw spinning', 'bagpipes']) {
      const { layers, report } = read(prompt);
      const near = report.flatMap(({ nearest = [] }) => nearest);
      assert.ok(layers.length === 0 && near.length >= 1, `${prompt}: ${near}`);
    }
  });
});

describe('a noun phrase', () => {
  test('is about its last noun; what describes it is drawn, obeyed or reported', () => {
    reads({
      'happy robot': 'robot',
      'a hedgehog curling up': 'hedgehog',
      'sad robot': 'robot',
      'shiny diamond': 'diamond',
      'happy dog face': 'dog',
      'a red cat and a blue cat above a dog': 'cat #e5322e + cat #2d6fe0 + dog',
      'black and white cat': 'cat',
      'a house with a red roof': 'house',
      'a red car with blue wheels': 'car',
    });
    assert.deepEqual(remarksOn('black and white cat'), ['black and white | not drawn']);
    assert.deepEqual(remarksOn('happy robot'), ['happy | not drawn']);
  });

  test('is the longest name that its words hold, in any order, inflected, joined or apart', () => {
    reads({
      'rainy cloud': 'rain',
      'cloud rain': 'rain',
      'pill bottle': 'medicine bottle',
      'three bees': '3 bee',
      'tooth brush': 'toothbrush',
      'tooth-brush': 'toothbrush',
      'e-mail': 'email',
      'Wi-Fi': 'wifi',
      'space-ship': 'rocket',
      'jelly-fish': 'jellyfish',
      'log-in': 'login form',
      'a face with tears of joy': 'tears joy',
    });
  });

  test('never colours one thing with the colour of another', () => {
    reads({
      'a cat in a red hat': 'cat + hat #e5322e',
      'a yellow banana in a green hat': 'banana #f7dd2b + hat #34b14c',
    });
    assert.deepEqual(remarksOn('a cat in a red hat'), ['in | not drawn | beside']);
  });

  test('of several colours is some of each', () => {
    reads({
      'red and blue balloons': 'balloon #e5322e + balloon #2d6fe0',
      'six red and blue balloons floating':
        '3 balloon floating #e5322e + 3 balloon floating #2d6fe0',
      'red, green and blue hearts': 'blue heart #e5322e + blue heart #34b14c + blue heart',
      'a cat with red and blue balloons': 'cat + balloon #e5322e + balloon #2d6fe0',
      'a red and white candy': 'candy #e5322e',
      'a blue and a red balloon': 'balloon #2d6fe0 + balloon #e5322e',
      'one red and one blue balloon': 'balloon #e5322e + balloon #2d6fe0',
      'yellow and black bees': '3 bee #f7dd2b',
      'orange and blue fish': 'fish #f5871f',
    });
    assert.deepEqual(remarksOn('a red and white candy'), ['white | not drawn']);
  });

  test('that is named again with “the” is the same thing, and what is said there is said of it alone', () => {
    reads({
      'a cat and a dog, the dog is running': 'cat + dog running',
      'a cat and a dog. the cat jumps and the dog sleeps': 'cat jumping + dog breathing',
      'a cat next to a box. the cat is spinning': 'cat spinning + package',
      'a dog chasing the cat. The dog is brown': 'dog running #8a5a33 + cat',
      'a man with a dog. The dog runs and the man waves': 'man swinging + dog running',
      'a cat on a box. The cat is orange': 'cat #f5871f + package',
      'a bell. It rings': 'bell shaking',
      'a red ball and a blue ball bouncing': 'ball bouncing #e5322e + ball bouncing #2d6fe0',
      'Payment done. Show a big green check popping in': 'check mark popping in big',
    });
  });

  test('is cut where it was typed without a space, and a part is a movement or a colour', () => {
    reads({
      spinninggear: 'gear spinning',
      fallingleaves: '3 leaf falling',
      pinkrocket: 'rocket #f26bb0',
      carpets: '',
    });
  });

  test('that holds three animals is a list of them', () => {
    reads({ 'cat dog bird bouncing': 'cat bouncing + dog bouncing + bird bouncing' });
  });
});

describe('a name that is no noun', () => {
  let doubts: string[];
  before(async () => {
    const tables = await readTables();
    doubts = [...readDoubts(new TextDecoder().decode(tables['own-words.txt']))];
  });

  test('is drawn where nothing else is said, and after “a” or “and”', () => {
    for (const word of doubts) assert.equal(read(word).layers.length, 1, word);
    reads({
      curling: 'curling stone',
      'blue curling': 'curling stone #2d6fe0',
      'a person and curling': 'person + curling stone',
      fetch: 'person tipping hand',
    });
  });

  test('is never drawn beside what does it, whether that is known or not', () => {
    const gerunds = doubts.filter((word) => word.endsWith('ing'));
    assert.ok(gerunds.length >= 30);
    for (const gerund of gerunds) {
      const doing = new Set(read(gerund).layers.map(({ thing }) => thing));
      for (const doer of ['steam', 'haze', 'water', 'paper', 'a rocket', 'qqzzx'])
        for (const { thing } of read(`${doer} ${gerund} away`).layers)
          assert.ok(!doing.has(thing), `${doer} ${gerund}`);
    }
    reads({
      'steam curling up': '',
      'water bowling over': 'droplet',
      'paper fencing': 'page',
      'smoke curling up from a cup': 'smoke cloud + coffee',
      'your drink is ready': 'soda',
      'the cat is scared': 'cat',
      'a chef cooking pasta': '3d chef + 3d spaghetti',
      'invoice flying off to the bank': 'receipt flying away + bank',
      'mail flying into the inbox': 'envelope flying across + inbox',
      'load bouncing ball': 'ball bouncing',
    });
  });

  test('is reported as not understood in a sentence that says something else', () => {
    reads({ 'while we fetch your stuff': '', 'sit qqzzx': '', 'where we serve qqzzx': '' });
    assert.deepEqual(remarksOn('while we fetch your stuff').slice(0, 1), ['fetch | unknown']);
    reads({ 'we are sad to see you go': 'sad' }); // a mood is a picture of a sentence
  });
});

describe('what stands in an interface', () => {
  test('goes before what it is called after', () => {
    reads({
      badge: 'notification badge',
      typing: 'typing dots',
      'programmer typing': 'programmer alive',
      'new badge': 'notification badge',
      'message badge bouncing': 'notification badge bouncing',
      'achievement badge': 'award ribbon',
      'police badge': 'name badge',
      'toast sliding up': 'toast message sliding',
      'avocado toast': 'bread',
      'chip selected': 'filter chips',
      'computer chip': 'cpu',
      'accept cookies': 'cookie banner',
      'a cookie': 'cookie',
      'context menu': 'dropdown',
      'popup window': 'modal dialog',
      'a cat in a window': 'cat + window',
    });
  });

  test('may be called like a format or a filler, where nothing else is said', () => {
    reads({
      banner: 'info banner',
      'a blue banner bouncing': 'info banner bouncing #2d6fe0',
      'a cat banner': 'cat',
      story: 'story ring',
      'Image 12': 'photo placeholder',
      'image of a cat': 'cat',
      portrait: 'user avatar',
      'portrait of a cat': 'cat',
      png: 'png', // what a picture may be asked for as
      'a cat as png': 'cat',
      flash: 'lightning',
      'a flashing cat': 'cat flashing',
    });
    assert.equal(read('a cat banner').canvas.aspect, '16:9');
    assert.equal(read('portrait of a cat').canvas.aspect, '9:16');
  });

  test('has the number behind it inside, and what it stands for is not drawn', () => {
    const numbered = (prompt: string) =>
      read(prompt).layers.map(({ thing, count, parts }) => `${count} ${thing}, ${parts}`);
    for (const prompt of ['badge with 3', 'a new badge 3', 'notification badge with 3'])
      assert.deepEqual(numbered(prompt), ['1 notification badge, 3'], prompt);
    assert.deepEqual(numbered('badge with 150'), ['1 notification badge, 150']);
    assert.deepEqual(numbered('step 2 of 4'), ['1 progress steps, 4']);
    reads({
      '3 badges': '3 notification badge',
      'a skeleton list and 3 cats': 'skeleton list + 3 cat',
      'spinner for the submit button': 'loading spinner',
      'empty state for search': 'empty state',
      'load your data': 'loading spinner',
      'an icon for a cat': 'cat',
      '3 tabs': 'tabs',
      'uploading 72%': 'upload ring',
      '404 robot': 'robot',
      'bell with 3': 'bell',
      'new msg popup': 'modal dialog',
      'hamburger turns to x': 'hamburger menu',
      'reset your password': 'key',
      'bell shaking on hover': 'bell shaking',
      'check mark inside a circle': 'check circle',
      'play circle': 'play',
      'weather: rain cloud': 'rain',
      'typing indicator three dots': 'typing dots',
      'pagination, 5 dots': 'pagination dots + 5 red circle',
      'pagination 5 dots': 'pagination dots',
    });
  });

  test('shows the share that is said of it, where it measures', () => {
    const shares: Record<string, [number | null, number | null]> = {
      'a progress bar at 80%': [0.8, null],
      'progress ring at 45 percent': [0.45, null],
      'gauge going to 7,5 %': [0.075, null],
      'star rating 3/5': [0.6, 5],
      'a 4 star rating': [0.8, 5],
      'star rating 4.5': [0.9, 5],
      '4 out of 5 stars': [0.8, 5],
      'stepper, step 2 of 4': [0.5, 4],
    };
    for (const [prompt, expected] of Object.entries(shares)) {
      const { layers, report } = read(prompt);
      assert.deepEqual(
        [layers[0]!.share, layers[0]!.parts, layers.length, report],
        [...expected, 1, []],
      );
    }
    for (const prompt of ['a progress bar at 120%', 'a cat at 80%', 'a spinner 1.5']) {
      const { layers, report } = read(prompt);
      assert.deepEqual([layers[0]!.share, report.length], [null, 1], prompt);
    }
  });
});

describe('what a picture is for', () => {
  test('is told, and not drawn beside what it shows', () => {
    reads({
      'cute robot waving for our landing page hero': 'robot swinging',
      'hero illustration with a laptop and a plant on a desk':
        'outline computer + outline potted plant + outline desk',
      'Hero banner: mountains': 'mountain',
      'something fun for our 404 page, maybe an astronaut floating': 'astronaut floating',
      'Delivery tracking screen, a scooter': 'scooter',
      'onboarding step 2: a phone': 'phone',
      'a payment screen': 'credit card',
    });
    assert.ok(remarksOn('a cat for our 404 page').includes('404 page | not drawn'));
  });

  test('is drawn where nothing else is', () => {
    reads({
      'hero section': 'hero section',
      '404 page': 'page not found',
      'login screen with a lock': 'login form + lock',
      'an icon for a cat': 'cat',
      'app splash': 'splash screen',
    });
  });

  test('and what leads to a wish, is no part of it', () => {
    reads({
      'our users just finished a workout so we want something like a trophy with confetti':
        '3d trophy + 3d confetti',
      'a hero for our travel startup - a plane flying around the globe': 'plane orbiting + globe',
      'for my 3rd grade science class, the earth going around the sun': 'earth orbiting + sun',
      'it beats! I want a heart': 'heart beating',
      'a rocket, please make it spin': 'rocket spinning',
    });
  });
});

describe('a movement', () => {
  test('is of what moves, not of what that stands on, and never of another sentence', () => {
    reads({
      'a cat on a box sleeping': 'cat breathing + package',
      'a cat and a dog on a sofa sleeping': 'cat breathing + dog breathing + sofa',
      'a cat on a skateboard rolling': 'cat rolling + skateboard rolling',
      'a tree. An apple falls from the tree': 'tree + apple falling',
      'a phone, a bubble popping up, a heart pulsing': 'phone + bubbles popping up + heart pulsing',
      'a box with a bow on top, wiggling': 'package wiggling + ribbon',
      'a bell on a bicycle ringing': 'bell shaking + bike',
      'both spinning: a star and a moon': 'star spinning + moon spinning',
      'a dog chasing a cat': 'dog running + cat',
      'a boat on the waves': 'boat + wave',
      'a plane flying to the left': 'plane flying across',
      'a bird flying off to the right': 'bird flying away',
    });
  });

  test('that only beings make is shown as one that looks like it, and told, unless the being does it of itself', () => {
    reads({
      'a girl laughing': 'girl wiggling',
      'a monkey climbing a tree': 'monkey rising + tree',
      'a dog eating a bone': 'dog nodding yes + bone',
      'a cloud laughing': 'cloud',
      'a parrot talking': 'parrot alive',
      'cat laughing': 'laughing cat',
    });
    assert.deepEqual(remarksOn('a girl laughing'), ['laughing | not drawn | wiggling']);
    assert.deepEqual(remarksOn('a cloud laughing'), ['laughing | not drawn']);
  });
});

describe('a style', () => {
  test('is of all things where icons are meant, or where it is said last', () => {
    reads({
      'outline icons: home and gear': 'outline house + outline gear',
      'a dolphin over waves, flat style': 'flat dolphin + flat wave',
      'an outline cat and a dog': 'outline cat + dog',
    });
  });

  test('that one of several things is drawn in alone is of all that have it', () => {
    reads({
      'a coin and a piggy bank': 'outline coin + outline piggy bank',
      'a chipmunk and an acorn': 'chipmunk + acorn', // of which there is no outline
      'a flat coin and a piggy bank': 'flat coin + piggy bank',
      'a spinner and a piggy bank': 'loading spinner + piggy bank',
      'a cat and a dog': 'cat + dog',
    });
  });
});

describe('a format', () => {
  test('is what stands behind a comma at the end', () => {
    for (const [prompt, aspect] of Object.entries({
      'a rocket on white, wide': '16:9',
      'a rocket, portrait': '9:16',
      'loading spinner, square': '1:1',
    })) {
      const { layers, canvas } = read(prompt);
      assert.deepEqual([layers.length, canvas.aspect], [1, aspect], prompt);
    }
    reads({ 'a square': 'red square', 'circle, square': '3d red circle + 3d red square' });
  });
});

describe('words beside a thing', () => {
  test('say how it looks, moves and how often it is there', () => {
    reads({
      'pizza slowly rotating': 'pizza spinning',
      'rainbow fading in': 'rainbow fading',
      'a burning fire bouncing': 'fire alive bouncing',
      'pastel rainbow': 'rainbow pale',
      'twelve eggs': '12 egg',
      'falling leaves': '3 leaf falling',
      'a house and stars': 'house + 3 star',
      'settings spinning': 'gear spinning',
      'boat on waves': 'boat + wave',
      'money rain': 'money falling',
      'a cat with a happy smile': 'cat',
      'coffee time': 'coffee',
      'bird in a cage swinging': 'bird swinging',
      'a flag waving': 'flag alive',
      'three tiny blue stars': '3 star #2d6fe0 small',
      'a #7C3AED cat': 'cat #7c3aed',
      'rgb(255, 99, 71) tomato': 'tomato #ff6347',
      'a new song': 'music note',
      'a spinner in our blue #1a73e8': 'loading spinner #1a73e8',
      'a bell that rings': 'bell shaking',
      'brain thinking': 'brain',
      'a robot thinking': 'robot',
      'reading a book': 'book',
      'happy dancing avocado': 'avocado dancing',
      'log out door': 'door',
      'five colourful balloons': '5 balloon',
      'a toggle switch, orange': 'toggle switch #f5871f',
      'banana, orange': 'banana + orange',
      'a man flipping a coin': 'man still + coin flipping',
      'boy waves a red flag': 'boy still + flag alive',
      'pink donut yellow banana': 'donut #f26bb0 + banana #f7dd2b',
      'small red delivery truck': 'truck #e5322e small',
      'ball bouncing 3 times': 'ball bouncing',
      'fish jumps and falls': 'fish jumping falling',
      'cat on fire': 'cat + fire',
      'ducks in a row': '4 duck',
      'tall giraffe': 'giraffe',
      'robot with red eyes': 'robot',
      'butterfly flaps its wings': 'butterfly hovering',
      'an old man lifting weights': 'weightlifter',
      'a laptop with a heart beating': 'computer + heart beating',
      'a cat with a hat dancing': 'cat dancing + hat dancing',
      'arrow bouncing down': 'down arrow bouncing',
      '2 widgets and a cat': 'cat',
      star_48: 'star',
      mapPinOutline: 'outline location',
      'progress bar orange': 'progress bar #f5871f',
      'a man plays guitar': 'man swaying + guitar',
      'a woman surfing': 'surfer',
      'a fish blowing bubbles': 'fish + bubbles',
      'heart shaped balloon': 'balloon',
      'ball bouncing like a kangaroo': 'ball bouncing',
      'a slice of pepperoni pizza': 'pizza',
      'a bottle of perfume': 'perfume',
      'cake with five candles': 'cake + 5 candle',
      'a flock of sheep': '6 sheep',
      'a pair of cats': '2 cat',
      'a pair of socks': 'socks',
      'arrow rotates 90 degrees': 'right arrow spinning',
      'happy 30th birthday cake': 'cake',
      'the robot blinked': 'robot blinking',
      'star for our rating popup': 'star',
      'cat in orange': 'cat #f5871f',
      'bell, cart and search': 'bell + shopping cart + magnifying glass',
      'pencil writing': 'pencil',
      'calendar with a date': 'calendar',
      'three blue stars flooping': '3 star #2d6fe0',
      'a whale jumping out of the water': 'whale jumping',
      'glossy heart': '3d heart',
    });
    assert.equal(read('pizza slowly rotating').layers[0]!.speed, 0.5);
    assert.equal(read('a star pulsing twice').layers[0]!.repeats, 2);
    assert.equal(read('a cat sliding to the left').layers[0]!.direction, 'left');
    assert.equal(read('a ball bouncing, 2s').seconds, 2);
    assert.equal(read('a cat bouncing, 1.5 seconds').seconds, 1.5);
    assert.equal(read('a ball bouncing 3 times').layers[0]!.repeats, 3);
    for (const times of ['0', '1.5', '100'])
      assert.equal(read(`a ball bouncing ${times} times`).layers[0]!.repeats, null, times);
    const slow = read('a cat jumping over a fence slowly').layers;
    assert.deepEqual(
      slow.map(({ speed }) => speed),
      [0.5, null],
    );
    assert.equal(read('three stars bouncing one after another').order, 'one after another');
  });

  test('that count make copies of it; those that count parts, or measure, never do', () => {
    reads({ women: '3 woman', 'mice running': '3 mouse running', 'two geese': '2 goose' });
    reads({ 'house between two trees': 'house + 2 tree', 'droplet x3': '3 droplet' });
    reads({ 'a 3x3 grid of stars': '9 star', 'a 16x9 canvas of stars': '3 star' });
    const table = read('table skeleton with 5 rows');
    assert.deepEqual([table.layers[0]!.count, table.layers[0]!.parts], [1, 5]);
    const banner = read('16:9 banner skeleton');
    assert.deepEqual([banner.layers[0]!.count, banner.canvas.aspect], [1, '16:9']);
    assert.equal(read('a cat 200px').layers[0]!.count, 1);
  });

  test('set the ground where they speak of it', () => {
    const grounds: Record<string, [string | null, string]> = {
      'a cat on white': ['#f8f8f9', 'cat'],
      'a cat on a blue background': ['#2d6fe0', 'cat'],
      'a red cat with a white background': ['#f8f8f9', 'cat #e5322e'],
      'a cat on an orange background': ['#f5871f', 'cat'],
      'orange without background': ['transparent', 'orange'],
      'a cat without background': ['transparent', 'cat'],
      'a cat on a red chair': [null, 'cat + chair #e5322e'],
    };
    for (const [prompt, [ground, layers]] of Object.entries(grounds)) {
      const reading = read(prompt);
      assert.equal(reading.canvas.ground, ground, prompt);
      assert.equal(tellAll(reading).join(' + '), layers, prompt);
    }
  });

  test('beyond what can be shown are told', () => {
    assert.deepEqual(remarksOn('twenty cats'), ['twenty | too many | 12']);
    assert.equal(read('a hundred cats').layers[0]!.count, MOST_THINGS);
    const lettering = ['that says | not drawn', 'Zorb | not drawn'];
    assert.deepEqual(remarksOn('a button that says Zorb'), lettering);
  });
});

describe('relations', () => {
  test('place each thing next to the one before', () => {
    const places: Record<string, string> = {
      'a cat and a dog': 'beside',
      'a cat to the left of a dog': 'left',
      'a cat to the right of a dog': 'right',
      'a bee above a flower': 'above',
      'a boat under a bridge': 'below',
      'a cat in front of a house': 'front',
      'a rocket behind a cloud': 'behind',
      'a rocket between two stars': 'between',
      'stars around a trophy': 'around',
      'a moon orbiting the earth': 'around',
      'a bee flying around a flower': 'around',
    };
    for (const [prompt, place] of Object.entries(places)) {
      const { relations, layers } = read(prompt);
      assert.equal(layers.length, 2, prompt);
      assert.deepEqual(relations, [{ of: 0, place, to: 1 }], prompt);
    }
    const back: Record<string, string> = {
      'a heart with a star behind it': 'front',
      'a cat with a balloon above it': 'below',
      'a house with a lamp to the left of it': 'right',
      'a cake with a candle on it': 'under',
      'a box with a question mark on top': 'under',
      'a trophy with stars around it': 'amid',
      'a star with 5 small stars around it': 'amid',
      'a coin dropping into a piggy bank': 'above',
    };
    for (const [prompt, place] of Object.entries(back)) {
      assert.deepEqual(read(prompt).relations, [{ of: 0, place, to: 1 }], prompt);
      assert.deepEqual(remarksOn(prompt), [], prompt);
    }
    for (const [prompt, all] of Object.entries({
      'bees and a dog around a flower': ['beside', 'around'],
      'a trophy with red and blue stars around it': ['amid', 'beside'],
    })) {
      const said = read(prompt).relations.map(({ place }) => place);
      assert.deepEqual([said, remarksOn(prompt)], [all, []], prompt);
    }
    assert.deepEqual(remarksOn('a moon around the earth and a star'), [
      'around | not drawn | beside',
    ]);
    const three = read('a red cat and a blue cat above a dog').relations;
    assert.deepEqual(
      three.map(({ place }) => place),
      ['beside', 'above'],
    );
  });

  test('that leave something out draw it not, and say so', () => {
    reads({
      'a rocket without the moon': 'rocket',
      'a cat but not a dog': 'cat',
      'a tree instead of a house': 'tree',
      'a bell with no badge and a star': 'bell + star',
      'a cup that wobbles but does not spin': 'coffee wobbling',
      'a star that does not spin': 'star still',
      'a bell without shaking': 'bell still',
      'not a cat but a dog': 'dog',
      'a heart without stars or moon': 'heart',
      'not a dog, a wolf': 'wolf',
      'no clouds, just a sun': 'sun',
      'a car driving, no shadow please': 'car driving by',
    });
  });
});

describe('spelling and languages', () => {
  test('an error in a word that is no English is corrected and told', () => {
    assert.deepEqual(remarksOn('rokcet flying'), ['rokcet | corrected | rocket']);
    assert.deepEqual(remarksOn('spining coffe cup'), [
      'spining | corrected | spinning',
      'coffe cup | corrected | coffee cup',
    ]);
    assert.deepEqual(tellAll(read('ctt')), [], 'three letters are too few');
    assert.deepEqual(tellAll(read('boast')), [], 'an English word of its own is no boat');
    reads({ 'paint splashing': 'palette' }); // a form of an English word is no error either
  });

  test('emoji mean their names, with skin tones, joiners and selectors', () => {
    reads({
      '🚀': 'rocket',
      '❤️': 'heart',
      '👍🏽': 'thumbs up',
      '🎉🎉🎉': '3 party popper',
      'three 🎈': '3 balloon',
    });
    reads({ '👩‍💻 typing': 'programmer alive', '🏳️‍🌈': 'rainbow flag' });
    assert.deepEqual(remarksOn('❤️'), []);
  });

  test('prompts in eight languages find their things, colours, numbers and movements', () => {
    reads({
      'ein hüpfender Hund': 'dog bouncing',
      'drei blaue Sterne': '3 star #2d6fe0',
      'un chat qui saute': 'cat bouncing',
      chargement: 'loading spinner',
      'estrella girando': 'star spinning',
      'gato preto pulando': 'black cat bouncing',
      'due gatti rossi': '2 cat #e5322e',
      猫がジャンプ: 'cat bouncing',
      加载中: 'loading spinner',
      三只猫: '3 cat',
      '강아지가 뛰는': 'dog bouncing',
      'eine rote Rakete, die startet': 'rocket flying away #e5322e',
      'un gato negro durmiendo': 'black cat breathing',
      'trois étoiles bleues qui clignotent': '3 star blinking #2d6fe0',
      'um foguete decolando': 'rocket flying away',
      'gatti che ballano': 'cat dancing',
      '飛んでいく ロケット': 'rocket flying away',
      'Kaffeetasse dampft': 'coffee alive',
    });
  });
});

describe('whatever is typed', () => {
  const words: [string, string][] = []; // a phrase of the lexicon, and its table or the thing it names
  before(async () => {
    for (const [file, bytes] of Object.entries(await readTables())) {
      if (file.includes('/') || file.startsWith('default')) continue;
      for (const { meaning, phrases } of readTable(new TextDecoder().decode(bytes))) {
        const what = NAMES.test(file) ? `${NAMED}${meaning}` : file;
        if (!meaning.startsWith('?')) for (const phrase of phrases) words.push([phrase, what]);
      }
    }
    for (const phrase of vocabulary.styles.flatMap(({ phrases }) => phrases))
      if (phrase !== '') words.push([phrase, 'styles']);
    for (const { name, phrases, alive = [] } of vocabulary.subjects) {
      for (const phrase of [...phrases, ...alive.flatMap((living) => living.phrases)])
        words.push([phrase, `${NAMED}${name}`]);
    }
  });

  test('the network is told captions that its training can have held', () => {
    const { styles, alive, subjects } = vocabulary;
    const asked: ReadonlySet<string> = new Set(
      subjects.flatMap(({ caption, styles: pictures, alive: clips = [] }) => [
        ...pictures.map((style) => [...styles[style]!.caption, ...caption].join()),
        ...clips.map(({ style }) =>
          [...styles[style]!.caption, ...caption, ...alive.caption].join(),
        ),
      ]),
    );
    fc.assert(
      fc.property(typed(), (prompt) => {
        for (const layer of read(prompt).layers) {
          const subject = subjects.find(({ name }) => name === layer.thing);
          if (!subject) continue; // a placeholder: a formula draws it
          const lives = layer.motion === 'alive' && subject.alive !== undefined;
          const { thing, style } = layer;
          const told = captionOf({ thing, style, alive: lives }, vocabulary).join();
          assert.ok(asked.has(told), `${prompt}: ${told}`);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('each word is drawn, obeyed, without meaning of its own, or in the report', () => {
    const meanings = meaningsByWord();
    fc.assert(
      fc.property(typed(), (prompt) => {
        const reading = read(prompt);
        const isLeftOut = findLeftOut(prompt);
        let last = -1;
        for (const { words: said, from, to } of reading.report) {
          assert.equal(said, prompt.slice(from, to), prompt);
          assert.ok(from >= last, `${prompt}: the report is in the order of the prompt`);
          last = from;
        }
        const tokens = tokenise(prompt);
        tokens.forEach(({ text, from, to }, i) => {
          if (reading.report.some((one) => one.from <= from && one.to >= to)) return;
          if (isLeftOut(from)) return; // as it was asked
          const [before = '', after = ''] = [tokens[i - 1]?.text, tokens[i + 1]?.text];
          const joined = [text, before + text, text + after]; // “tooth brush”
          const shown = joined.some((word) => isShown(word, reading, meanings));
          assert.ok(shown, `“${text}” of “${prompt}” is lost`);
        });
      }),
      { numRuns: 20_000 },
    );
  });

  test('random characters never throw, and all that is read can be laid out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (prompt) => {
        const { layers } = read(prompt);
        assert.ok(layers.reduce((sum, { count }) => sum + count, 0) <= MOST_THINGS);
      }),
      { numRuns: 300 },
    );
    assert.doesNotThrow(() => read('ß🚀\u0000 '.repeat(2500)));
  });

  /** Phrases of the lexicon, colours and nonsense, in any order. */
  const typed = () =>
    fc
      .array(
        fc.oneof(
          { weight: 12, arbitrary: fc.nat().map((at) => words[at % words.length]![0]) },
          { weight: 3, arbitrary: fc.constantFrom('and', ',', 'with', 'a', 'the', 'on', 'above') },
          { weight: 1, arbitrary: fc.constantFrom('qqzzx', '#ff8800', '7', '40', '16:9', '🚀') },
        ),
        { minLength: 1, maxLength: 7 },
      )
      .map((said) => said.join(' '));

  /** Word → what phrases that hold it mean: the table and, for names, their subject. */
  function meaningsByWord(): Map<string, Set<string>> {
    const meanings = new Map<string, Set<string>>();
    for (const [phrase, table] of words) {
      for (const { text } of tokenise(phrase)) {
        const known = meanings.get(text) ?? new Set();
        meanings.set(text, known.add(table));
      }
    }
    return meanings;
  }
});

const SILENT =
  /^(abbreviations|fillers|relations|grounds|contexts|canvas|repeats|order|arrangements|parts|text)/;
const NAMES = /^(interface|nouns|placeholders|own-words)/; // tables of things
const NAMED = 'thing: ';

/** Whether a prompt asks to leave out the word at a place. Joints within a name end nothing: “without knife and fork”. */
function findLeftOut(prompt: string): (at: number) => boolean {
  if (!/\b(w\/o|without|not?|never|exc|apart|instead|rather|can|are|is|do|wo|should)/i.test(prompt))
    return () => false;
  const { spans, placeOf } = trace(prompt);
  const isName = ({ kind, from, to }: (typeof spans)[number]) => kind === 'thing' && to - from > 1; // “no” is a cross
  const places = spans.map((span) => ({ ...placeOf(span), named: isName(span) }));
  const plain = places
    .filter(({ named }) => named)
    .reduce(
      (text, { from, to }) => text.slice(0, from) + '-'.repeat(to - from) + text.slice(to),
      prompt,
    );
  return (at) => {
    const whole = places.find(({ from, to }) => from <= at && at < to);
    return LEFT_OUT.test(plain.slice(0, whole?.from ?? at));
  };
}

/** Where it ends, what follows is to be left out. */
const LEFT_OUT =
  /(^|\W)(w\/o|without|no|not|never|except|excluding|apart from|instead of|rather than|cannot|(are|is|do|does|wo|ca|should)n['’]?t)\b(?!.*([,;&+]|[.:]\s|\b(and|with|on|beside)\b)).*$/i;

/** Whether something of a reading is what a word may have said. */
function isShown(text: string, reading: Reading, meanings: Map<string, Set<string>>): boolean {
  if (/^(\P{L}+(px|fps|ms|s)?|#[0-9a-f]+)$/u.test(text)) return true; // numbers, colours and emoji have tests of their own
  if (/^(degrees?|minutes?|mins?|hours?|days?|years?|inch|inches)$/.test(text)) return true; // of what is measured
  const falls = reading.layers.some(({ motion, also }) => [motion, also].includes('falling'));
  if (text === 'rain' && falls) return true; // of money
  const forms = [text, ...singularsOf(text), ...nounsOf(text)].map(fold);
  const tables = new Set(forms.flatMap((form) => [...(meanings.get(form) ?? [])]));
  const { layers, canvas } = reading;
  return [...tables].some((table) => {
    if (SILENT.test(table)) return true;
    if (table.startsWith(NAMED)) {
      const name = table.slice(NAMED.length);
      const inside = PLACEHOLDER_NAMES.includes(name) && layers.some(({ parts }) => parts !== null);
      return inside || layers.some(({ thing }) => thing === name); // “a form with 3 text fields”
    }
    const said = (key: keyof (typeof layers)[number]) =>
      layers.some((layer) => layer[key] !== null && layer[key] !== 1);
    switch (table.replace('.txt', '')) {
      case 'colours':
        return said('colour') || canvas.ground !== null;
      case 'tones':
        return said('tone') || canvas.tone !== null || canvas.ground !== null || said('colour');
      case 'motions':
        return said('motion') || said('also');
      case 'counts':
        return (
          said('count') || said('parts') || /\b(one|single|pair)/.test(text) || layers.length > 0
        );
      case 'alone':
        return layers.length > 0;
      case 'sizes':
        return said('size');
      case 'speeds':
        return said('speed') || layers.some(({ speed }) => speed === 1);
      case 'strengths':
        return said('strength');
      case 'directions':
        return (
          said('direction') || layers.some(({ thing }) => /\b(left|right|up|down)\b/.test(thing))
        ); // “chevron left”
      case 'styles':
        return said('style');
      default:
        return false;
    }
  });
}
