/* Korean words of a query: their particles, spacing and endings. Loaded before papershelf-index.js. */
"use strict";

const PapershelfKorean = (() => {
  const HANGUL = "가-힣ㄱ-ㅎㅏ-ㅣ";
  // the rule of papershelf/search/language.py
  const LETTER = `(?![${HANGUL}])[\\p{L}\\p{N}\\p{M}_]`;
  const TOKEN = new RegExp(
    `([${HANGUL}]+)|(\\d+(?:[.,]\\d+)*)(?!${LETTER}|[.,]\\d)|(\\d+(?:[.,]\\d+)*(?:${LETTER})*|(?:${LETTER})+)`,
    "gu",
  );
  const THOUSANDS = /,(?=\d{3}(?!\d))/g;

  const GLIDES = /[쟈-쟣져-졓죠-죻쥬-즇챠-챻쳐-쳫쵸-춓츄-츟]/g;
  const PLAIN = /[자-잫저-젛조-좋주-줗차-챃처-첳초-촣추-춯]/;

  /** A text as it is compared: composed, and 쥬 as 주 … (the rule of papershelf/search/language.py). */
  function folded(text) {
    return text.normalize("NFC").replace(GLIDES, (syllable) => {
      const code = syllable.charCodeAt(0);
      const vowel = Math.floor((code - 0xac00) / 28) % 21;
      return String.fromCharCode(code - (vowel > 10 ? 4 : 2) * 28);
    });
  }

  /** The other spelling of a syllable that `folded` gives, or nothing. */
  function glide(syllable) {
    if (!PLAIN.test(syllable)) return "";
    const code = syllable.charCodeAt(0);
    const vowel = Math.floor((code - 0xac00) / 28) % 21;
    return String.fromCharCode(code + (vowel > 6 ? 4 : 2) * 28);
  }

  /** Words of a query: text, kind, and whether they touch the word before. */
  function tokens(query) {
    const found = [];
    let end = -1;
    const text = folded(query);
    for (const match of text.matchAll(TOKEN)) {
      const kind = match[1] ? "hangul" : match[2] ? "number" : "word";
      const between = end < 0 ? " " : text.slice(end, match.index);
      found.push({ text: match[0].replace(THOUSANDS, ""), kind, between });
      end = match.index + match[0].length;
    }
    return found;
  }

  // Particles, the long ones first, with what they follow: "c" a final consonant, "v" a vowel, "r" a vowel or ㄹ,
  // "n" a final consonant other than ㄹ (National Institute of Korean Language, 한글 맞춤법 and 표준국어대사전).
  const PARTICLES = [
    ["으로부터", "n"], ["에서부터", ""], ["에게서는", ""], ["으로써는", "n"], ["이라고는", "c"], ["으로서의", "n"],
    ["에서는", ""], ["에서도", ""], ["에서의", ""], ["에게는", ""], ["에게서", ""], ["으로는", "n"], ["으로도", "n"],
    ["으로써", "n"], ["으로서", "n"], ["으로의", "n"], ["로부터", "r"], ["이라는", "c"], ["이라고", "c"], ["이라도", "c"],
    ["까지의", ""], ["까지는", ""], ["까지도", ""], ["부터는", ""], ["보다는", ""], ["보다도", ""], ["처럼은", ""],
    ["만으로", ""], ["만으로도", ""], ["들에게", ""], ["들에서", ""], ["들이라", ""], ["이지만", "c"], ["이므로", "c"],
    ["이면서", "c"], ["이었다", "c"], ["이라서", "c"], ["과는", "c"], ["과의", "c"], ["와는", "v"], ["와의", "v"],
    ["에서", ""], ["에게", ""], ["에는", ""], ["에도", ""], ["에만", ""], ["에의", ""], ["에다", ""], ["으로", "n"],
    ["로는", "r"], ["로도", "r"], ["로써", "r"], ["로서", "r"], ["로의", "r"], ["까지", ""], ["부터", ""], ["처럼", ""],
    ["보다", ""], ["마다", ""], ["밖에", ""], ["조차", ""], ["마저", ""], ["이란", "c"], ["이라", "c"], ["라는", "v"],
    ["라고", "v"], ["라도", "v"], ["이나", "c"], ["이든", "c"], ["이며", "c"], ["이고", "c"], ["이면", "c"], ["이다", "c"],
    ["이자", "c"], ["인데", ""], ["한테", ""], ["같은", ""], ["들은", ""], ["들이", ""], ["들을", ""], ["들의", ""],
    ["들과", ""], ["들도", ""], ["만의", ""], ["만을", ""], ["만은", ""], ["만이", ""], ["별로", ""], ["끼리", ""],
    ["은", "c"], ["는", "v"], ["이", "c"], ["가", "v"], ["을", "c"], ["를", "v"], ["과", "c"], ["와", "v"], ["로", "r"],
    ["의", ""], ["에", ""], ["도", ""], ["만", ""], ["들", ""], ["나", "v"], ["란", "v"], ["인", ""], ["별", ""],
  ].sort((one, other) => other[0].length - one[0].length);

  function follows(stem, rule) {
    const code = stem.charCodeAt(stem.length - 1);
    const final = code >= 0xac00 && code <= 0xd7a3 ? (code - 0xac00) % 28 : 0;
    return { "": true, c: final > 0, v: final === 0, r: final === 0 || final === 8, n: final > 0 && final !== 8 }[rule];
  }

  /** A noun without its particles; at least two syllables stay. */
  function bare(word) {
    for (let turn = 0; turn < 2; turn += 1) {
      const found = PARTICLES.find(
        ([particle, rule]) =>
          word.length >= particle.length + 2 &&
          !(turn && particle === "도") && // no particle follows 도: 정확도를
          word.endsWith(particle) &&
          follows(word.slice(0, -particle.length), rule),
      );
      if (!found) return word;
      word = word.slice(0, -found[0].length);
    }
    return word;
  }

  const ENDINGS = PARTICLES.map(([particle]) => particle).join("|");
  const PARTICLE = new RegExp(`^(?:${ENDINGS})*$`);
  // 하다, 되다, 시키다 … with their endings, after a noun
  const VERB =
    /^([가-힣]+)(?:하|되|시키|당하|받|했|됐|시켰|한|된|시킨|할|될|시킬|해|돼|시켜|함|됨|합|됩|하였|되었)(?:[가-힣]{0,4})$/;
  const VERB_REST = /^(?:하|되|시키|당하|받|했|됐|시켰|한|된|시킨|할|될|시킬|해|돼|시켜|함|됨|합|됩|하였|되었)[가-힣]{0,5}$/;
  const VERB_END = /(?:다|는|은|을|며|면|고|서|게|지|여|도록|려고|음|기|한|된|킨|할|될|킬|해|돼|켜|함|됨|니다|던|었|했|됐|야)$/;

  // nouns of one syllable that make a verb, but that stand in 위한, 대한, 통해 … too and mean nothing there
  const EMPTY = /^[대위통관의인향비]$/;

  // those whose verb is found with them: 곱 and 곱한
  const ACTIONS = /^[곱합답말일뜻변]$/;
  // those that begin no other words than their own compounds
  const HEADS = /^[곱웹앱]$/;

  /** Whether a noun of one syllable is meant by a word that it begins. */
  const begins = (noun, rest) => HEADS.test(noun) || (ACTIONS.test(noun) && VERB_REST.test(rest));

  /** The noun of a 하다 or 되다 verb, or nothing. */
  function verbNoun(word) {
    const verb = VERB.exec(word);
    return verb && VERB_END.test(word) && !EMPTY.test(verb[1]) ? verb[1] : "";
  }

  /** Spellings of a word that a reader means by it. */
  function forms(word) {
    return [...new Set([word, bare(word), verbNoun(word)].filter(Boolean))];
  }

  // one syllable that may follow a noun and leave it that noun
  const SUFFIX = /^(?:들|별|형|용|간|내|외|상|식|측|적|째|씩|님|여|뿐|당|층|량|값|률|율|제|등|히)/;

  /** Whether an index word, from where a noun begins in it, is that noun: with particles, as a verb, in a compound. */
  function continues(rest) {
    if (!rest || PARTICLE.test(rest) || VERB_REST.test(rest)) return true;
    if (SUFFIX.test(rest) && (rest.length === 1 || PARTICLE.test(rest.slice(1)))) return true;
    return rest.length >= 2 && !/^링/.test(rest);
  }

  const SURE = ["은", "는", "을", "를", "에"]; // particles that no noun ends with

  /** The first of two syllables, where the second may be a particle: 지도. */
  function beforeParticle(word) {
    const found = PARTICLES.some(
      ([particle, rule]) => particle === word[1] && !SURE.includes(particle) && follows(word[0], rule),
    );
    return word.length === 2 && found ? word[0] : "";
  }

  // Verbs other than 하다: the last syllable of those that notes are full of (불러오다, 나누다, 만들다, 찾다 …)
  const OPEN = { 오: "와", 보: "봐", 주: "줘", 내: "내", 누: "눠", 두: "둬", 우: "워", 꾸: "꿔" };
  const CLOSED = "들끌붙맞찾얻넣놓읽묶섞뽑깎닦엮꺾맺받믿쌓";
  const STEM = new RegExp(
    `^([가-힣]*[${Object.keys(OPEN).join("")}${CLOSED}])(?:기|고|지|게|면|며|는|는다|다|도록|지만|거나|던|려고|습니다|[아어으은을].*)$`,
  );
  // 가져온, 불러와 …, 나눈, 만든
  const FUSED = /^(?:([가-힣]+)(?:[온올와]|옵니다|와서|왔다)|(나[눈눌눠])|(만(?:든|든다|드는|듭니다)))$/;
  const AFTER_STEM = /^(?:|[기고지게며던].*|면.*|는.*|다|다[.가는고]?|도록.*|거나.*|려.*|[아어으은을음].*|습.*|았.*|었.*|니.*|시.*|세.*)$/;
  const AFTER_FUSED =
    /^(?:|다.*|니다.*|니까.*|수.*|서.*|야.*|도.*|는.*|던.*|습니.*|어.*|지.*|때.*|요.*|고|기.*|으[니며면므로].*|음.*|을.*|거나|까.*)$/;

  /** A syllable with another final consonant. */
  const closed = (syllable, final) => String.fromCharCode(syllable.charCodeAt(0) + final);

  // What the last syllable of a stem becomes before 어: 줄이 and 줄여
  const VOWELS = {
    ...OPEN, 루: "뤄", 추: "춰", 쓰: "써", 리: "려", 이: "여", 키: "켜", 지: "저", 치: "처", 기: "겨", 히: "혀", 르: "러",
  };
  // Verbs whose stem ends as nouns do: 늘리는 is one, 처리는 is none
  const LISTED =
    "늘리 줄이 높이 낮추 올리 내리 돌리 그리 기다리 달리 버리 알리 살리 흔들리 걸리 가지 던지 만지 지키 일으키 맞추 갖추 멈추 늦추 " +
    "고치 거치 합치 펼치 겹치 숨기 옮기 남기 넘기 맡기 당기 움직이 보이 쌓이 섞이 붙이 기울이 밝히 넓히 좁히 익히 이루 다루 미루 " +
    "고르 다르 흐르 부르 누르 자르 오르 따르 바꾸 채우 지우 세우 키우 비우 배우 외우 보내 나타내 꺼내 드러내 살펴보 쓰";
  const VERBS = LISTED.split(" ").map((stem) => {
    const plain = `${stem}(?:기|고|지|게|면|며|는|는다|다|도록|지만|거나|던|려고)`;
    return [stem, new RegExp(`^([가-힣]*)(?:${plain}|(?:${fused(stem).join("|")})(?:다|니다|서|야|도|던|고)?)$`)];
  });

  /** Forms of a stem that ends in a vowel, with what follows fused into its last syllable: 줄인, 줄일, 줄입, 줄임, 줄여, 줄였. */
  function fused(stem) {
    const last = stem.at(-1);
    const head = stem.slice(0, -1);
    const past = last === "르" && head !== "따" ? [head.slice(0, -1) + closed(head.at(-1), 8), ["라", "러"]] : [head, last === "르" ? ["라"] : [VOWELS[last]]];
    return [
      ...[4, 8, 16, 17].map((final) => head + closed(last, final)),
      ...past[1].flatMap((vowel) => [past[0] + vowel, past[0] + closed(vowel, 20)]),
    ];
  }

  /** The stem of a verb that is none of 하다, or nothing; 찾는 is a verb, since a noun would have 은. */
  function verbStem(word) {
    const short = FUSED.exec(word);
    if (short) return short[1] ? `${short[1]}오` : short[2] ? "나누" : "만들";
    for (const [stem, pattern] of VERBS) {
      const before = pattern.exec(word)?.[1];
      if (before !== undefined && (stem.length > 1 || !before)) return before + stem;
    }
    const stem = STEM.exec(word)?.[1] ?? "";
    return stem.length > 1 || (CLOSED.includes(stem) && /^.는/.test(word)) ? stem : "";
  }

  /** What begins the forms of a verb: a text, and what may follow it. */
  function conjugated(stem) {
    const last = stem.at(-1);
    const head = stem.slice(0, -1);
    const found = [[stem, AFTER_STEM]];
    if ("들끌".includes(last)) {
      const open = closed(last, -8);
      return [...found, [head + open, /^(?:는|니|시|세).*$/], ...[4, 10, 17].map((final) => [head + closed(open, final), AFTER_FUSED])];
    }
    return last in VOWELS ? [...found, ...fused(stem).map((form) => [form, AFTER_FUSED])] : found;
  }

  const isParticle = (text) => PARTICLE.test(text);

  const isVerbRest = (text) => VERB_REST.test(text);

  return {
    SURE, folded, glide, tokens, bare, forms, beforeParticle, verbNoun, verbStem, conjugated, begins, continues, isParticle, isVerbRest,
  };
})();
