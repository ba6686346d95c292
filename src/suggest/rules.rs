//! The lines of a web page that are no part of its article.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

/// How much a line proves by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Noise wherever it stands.
    Alone,
    /// A word on a button, that could also be an item or heading of the article: noise beside other noise, at the
    /// text's very beginning or end, or as one of several buttons in a row.
    Button,
    /// The name of a service or a word on a menu: noise beside noise, or at the text's very beginning or end.
    Beside,
}

use Weight::{Alone, Beside, Button};

/// A rule: its name, its weight, and what the whole line looks like.
pub(super) struct Rule {
    /// What the person who confirms is told.
    pub name: &'static str,
    /// What a match proves.
    pub weight: Weight,
    /// Longer lines do not count, in characters. Cheaper than counting inside the pattern.
    longest: usize,
    /// Matched against the whole line, ignoring case, without bullet and outer white space, with straight
    /// apostrophes and single spaces.
    pattern: &'static str,
}

const fn rule(name: &'static str, weight: Weight, longest: usize, pattern: &'static str) -> Rule {
    Rule { name, weight, longest, pattern }
}

/// The first rule that fits names the line.
#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    // Share buttons
    rule("share button", Alone, 100, r"(get|copy) (the )?link( to clipboard)?|other apps|more (sharing )?options"),
    rule("share button", Alone, 100, r"share (this|the) (article|story|post|page|news|video)( (on|via|with) .+)?|share this|share on:?"),
    rule("share button", Alone, 100, r"(share|post|tweet|pin|send)( this)?( (article|story|post))? (on|to|via|by|with) (facebook|twitter|x|x \(twitter\)|whatsapp|telegram|linkedin|reddit|pinterest|e-?mail|messenger|tumblr|bluesky|threads|mastodon|flipboard|friends)"),
    rule("share button", Alone, 100, r"(e-?mail|print|tweet|save|bookmark|gift|like|pin) (this|article|story|post|page)( (article|story|post|page))?"),
    rule("share button", Alone, 100, r"(click|tap) to (share|e-?mail|print|tweet)\b.*|share (full )?article|copy link|link copied!?|opens in (a )?new (window|tab)"),
    rule("share button", Alone, 100, r"partager (sur .+|cet article)|diesen artikel teilen|artikel teilen|compartir en .+|поделиться( (в|на) .+| ссылкой)|分享到.*|شارك (هذا )?(المقال|الخبر)"),
    rule("share button", Button, 100, r"share|tweet|e-?mail|print|pin( it)?|save|copy|bookmark|post|like( this)?|[\d,.]+k? (shares?|likes?)|teilen|drucken|partager|imprimer|compartir|imprimir|condividi|compartilhar|поделиться|分享|シェア|مشاركة"),
    rule("share button", Beside, 100, r"x|facebook|twitter|x \(twitter\)|whatsapp|telegram|linkedin|reddit|pinterest|messenger|tumblr|flipboard|instagram|youtube|threads|bluesky|mastodon|wechat|weibo|vk|viber|line|link|mail|sms|more|google news|linked ?in"),
    // Comments
    rule("comment box", Alone, 160, r"(post|leave|add|write|make|submit) (a|your) (comment|reply)s?( below)?|be the first to comment|join (the|our) (conversation|discussion)|(view|show|see|read|load)( all| more)?( \d+)? comments?( \(\d+\))?|[\d,]+ comments?|no comments( yet)?"),
    rule("comment box", Alone, 160, r"(log|sign) in to (post a )?(comment|reply)|(you must be logged in|login) to (post a )?comment|comments (are )?(closed|disabled|off)( .+)?|cancel reply|your e-?mail address will not be published\..*"),
    rule("comment box", Alone, 160, r"kommentar (schreiben|verfassen)|laisser un commentaire|deja(r)? un comentario|lascia un commento|deixe um comentário|оставить комментарий|发表评论|コメントする|أضف تعليق(ا|ك)?"),
    rule("comment box", Button, 160, r"comments?( ?\(\d+\))?|kommentare( \(\d+\))?|commentaires( \(\d+\))?|comentarios|commenti|comentários|комментарии|评论|評論|コメント|تعليقات"),
    // Other articles
    rule("link to another article", Alone, 400, r"(also|must|further|related|recommended)[ -]read(s|ing)?\s*[:|–—-].*|(must|further) read(s|ing)?|read (also|more|next|here|full story|the full (story|article))\s*[:|–—>»-].*"),
    rule("link to another article", Alone, 400, r"read (more|also|next|full (story|article)|the full (story|article)|more (stories|news|articles)( (here|like this))?)( ?[»>→…]+| ?\.{3})?|(continue|keep) reading( ?[»>→…]+| ?\.{3})?|click here (to|for) .+"),
    rule("link to another article", Alone, 400, r"(related|see also|read|watch|listen|don't miss|in case you missed it|up next|next article|previous article|trending|most read|must watch)\s*[:|]\s*[^.]+"),
    rule("link to another article", Alone, 400, r"(related|recommended|similar|more|trending|popular|latest) (articles?|stories|posts?|coverage|news|topics|links|content|videos)|(more|stories) (on|from) this (story|topic|author|section)|you (may|might) (also )?(like|be interested in)( .+)?|(recommended|suggested) for you|editors?'?s? picks?|most (read|popular|viewed)|what to read next|trending now|up next|don't miss"),
    rule("link to another article", Alone, 400, r"(lesen sie auch|lire aussi|à lire aussi|lea también|lee también|leia também|leggi anche|czytaj też|zobacz też|читайте также|читайте ещё|اقرأ أيضا|اقرأ أيضًا|延伸阅读|相关阅读|関連記事|יקרא גם|קראו גם)\s*[:：|].*|lesen sie auch|à lire aussi|lire aussi|lea también|leia também|leggi anche|читайте также|延伸阅读|相关阅读|関連記事"),
    // Advertisements
    rule("advertisement", Alone, 80, r"advertisements?|(advertisement|ad) \d of \d|ads? by (google|taboola|outbrain|adsense)|sponsored( (content|post|by [^.,]+))?|promoted( content)?|paid (content|post|partnership)|ad feedback|report this ad|(skip|hide|close) ad(vertisement)?|(story|article|content) continues (below|after)( (this|the))?( ad(vertisement)?)?|(scroll|continue) (reading |to continue )?(below|with content|reading below)( .+)?|scroll to continue"),
    rule("advertisement", Alone, 80, r"anzeige|werbung|publicité|publicidade?|publicidad|pubblicità|reklama|реклама|广告|廣告|広告|إعلان"),
    // Subscriptions
    rule("subscription", Alone, 200, r"subscribe( (now|today|here|for free|to continue( reading)?))?|(subscribe|sign up|register) (to|for|now for|today for) .*\b(newsletters?|channels?|updates|feed|inbox|alerts?|briefings?|premium|podcasts?|bulletins?|digests?|free|notifications?|magazine|whatsapp|telegram|youtube)\b.*|sign up (now|today|here|for free)|(newsletter|e-?mail) (sign[ -]?up|subscription)"),
    rule("subscription", Alone, 200, r"(follow|like|join|find|connect with) us (on|at|via) .+|follow (us|me)|(join|follow) our .*(channel|group|page|community|newsletter)\b.*|(join|follow) the .*(whatsapp|telegram|youtube) (channel|group)\b.*|(download|get|install) (the|our) .*\bapp\b.*|get (the|our|all the) (latest|top|day's|best) .*(inbox|newsletter|updates|alerts|e-?mail)\b.*|stay (updated|informed|tuned|connected) (with|to|on) .+"),
    rule("subscription", Alone, 200, r"(support|help) (our|independent|quality) journalism.*|become a (member|subscriber|supporter|patron).*|(already )?(a |have an? )?(subscriber|account)\? ?(log|sign) in.*|(make|give) a (one-time )?(donation|contribution).*|donate (now|today)"),
    rule("subscription", Beside, 200, r"log ?in|sign (in|up)|register|subscribe|newsletters?|donate|follow|follow us|create (an )?account|abonnieren|s'abonner|suscribirse|подписаться|订阅|اشترك"),
    // What agencies and publishers put below
    rule("agency footer", Alone, 320, r"[(\[]\s*with (additional |agency |wire )?(inputs?|reporting|reports?|contributions?|content) (from|by) .+[)\]]\.?|with (additional |agency |wire )?(inputs?|reporting) (from|by) [^.]+|[(\[]\s*(with )?(agencies|agency inputs|agency reports|ap|afp|reuters|ani|pti|ians|xinhua|dpa|tass|upi|efe|ansa|namp[ah])((, | and |/| & |; ).+)?\s*[)\]]"),
    rule("agency footer", Alone, 320, r"[(\[]?(additional )?reporting by .+\b(editing|writing) by .+[)\]]?|[(\[](additional )?(reporting|writing|editing) by .+[)\]]|.+ contributed (reporting )?to this (report|story|article)\.?"),
    rule("agency footer", Alone, 320, r"\(?(except for the headline, )?this (story|article|report|copy|post) (has not been|was not|has been|is|was) (edited by|auto-?generated|generated from|sourced from|syndicated)\b.+|this (story|article|post|piece) (was|is) (first |originally )(published|posted) (on|in|at|by) .+|this (story|article) (was|is|has been) (re-?published|translated) from .+"),
    rule("agency footer", Alone, 320, r"(this (story|article|post)|the post .+) (first |originally )?appeared (first )?(on|in) .+"),
    // Cookies and rights
    rule("cookie notice", Alone, 400, r"(we|this (web)?site|our (web)?sites?|we and our (\d+ )?partners) (use|uses|store) cookies\b.*|(accept|reject|allow|manage|decline)( all| necessary)? cookies|cookie (policy|settings|preferences|notice|consent)|manage (cookie |privacy )?(preferences|consent)|by (continuing|using|clicking|browsing|signing up).*\byou\b.*(cookies|privacy policy|terms of (use|service))\b.*|(accept|reject) all"),
    rule("cookie notice", Alone, 400, r"diese (web)?seite verwendet cookies\b.*|(wir verwenden|nous utilisons|utilizamos|utilizziamo|usamos) (des |i )?cookies\b.*"),
    rule("rights notice", Alone, 240, r"(©|\(c\)|copyright) ?(©|\(c\))? ?(19|20)\d\d\b.*|(©|copyright ©).+|(.*[.,|–—] ?)?all rights reserved\W*|all rights reserved([.!|–—-]| (to|by) ).+|alle rechte vorbehalten.*|tous droits réservés.*|todos los derechos reservados.*|todos os direitos reservados.*|все права защищены.*|版权所有.*"),
    rule("rights notice", Beside, 240, r"(privacy policy|terms (of (use|service)|and conditions|& conditions)|imprint|impressum|contact( us)?|about( us)?|advertise( with us)?|careers|sitemap|disclaimer)( ?[|·•] ?.+)?"),
    // Pictures
    rule("picture credit", Alone, 120, r"[(\[]?(photo|image|picture|pic|photograph|file photo|representational image|graphic|foto|bild|crédit photo|фото)s?( (credit|courtesy|source|via|by|of)s?)?\s*[:/|]\s*.+|[(\[]?(photo|image|picture)s? (credit|courtesy)( of)? .+|(photo|image|picture)s? by (?-i:\p{Lu})\S*( (?-i:\p{Lu}|of|for|via|/)\S*){0,5}"),
    rule("picture credit", Alone, 120, r"[(\[]?(ap|afp|reuters|getty( images)?|epa|ani|pti|tass|sputnik|ap photo|reuters photo|afp photo|file photo)( photo)?\s?[/|]\s?[^.]+|[^.,:;]+\s?[/|]\s?(ap|afp|reuters|getty images|epa|ap photo|anadolu|sputnik|tass|pool|bloomberg)( (via|/) .+)?|getty images|via getty images|[(\[](file|ap) (photo|image|picture)[)\]]"),
    // Menus
    rule("menu", Alone, 80, r"(skip|jump) to (main )?(content|navigation)|back to (top|home|all (news|articles|posts))|load more( .+)?|table of contents|(show|view|see) (more|less|all)( (posts|articles|stories|news|results))?|toggle (navigation|menu)|view (my complete )?profile|report abuse|powered by blogger|(newer|older) posts?"),
    rule("menu", Beside, 80, r"home|menu|search|close|next|previous|read less|loading\.*|labels:.*|tags?:.*|[«‹<←] ?(previous|back|older|home).*|(next|newer).*[»›>→]"),
];

/// Longer lines are not looked at, in bytes.
const LONGEST_LINE: usize = 1200;

/// Each pattern for a whole line, and all of them in one, which says no to an article's line far faster.
static PATTERNS: LazyLock<Option<(Regex, RegexSet)>> = LazyLock::new(|| {
    let each: Vec<String> = RULES.iter().map(|r| format!("(?i)^(?:{}):?$", r.pattern)).collect();
    Some((Regex::new(&each.join("|")).ok()?, RegexSet::new(&each).ok()?))
});

/// The first rule that a line fits.
pub(super) fn fitting(line: &str) -> Option<&'static Rule> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let bare = line.trim().trim_start_matches(['-', '•', '*', '·', '–', '—', '▪', '◦', '|', '►', '▶']);
    let plain = bare.split_whitespace().collect::<Vec<_>>().join(" ").replace(['’', '‘'], "'");
    if plain.is_empty() {
        return None;
    }
    let (any, each) = PATTERNS.as_ref()?;
    if !any.is_match(&plain) {
        return None;
    }
    let length = plain.chars().count();
    each.matches(&plain).iter().filter_map(|index| RULES.get(index)).find(|rule| length <= rule.longest)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_pattern_is_sound() {
        assert!(super::PATTERNS.is_some());
    }
}
