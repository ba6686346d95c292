//! Annotations in the order of the text, of which old states can be kept cheaply.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::Index;
use std::slice;
use std::sync::Arc;

use super::{Annotation, AnnotationId};

/// The most annotations in a piece.
const MOST: usize = 256;

/// Annotations by first byte, then by id, in pieces that are shared between states: a change copies the one piece that
/// it falls into, and two states are compared piece by piece.
#[derive(Clone, Default)]
pub struct Annotations {
    /// None is empty.
    pieces: Vec<Arc<Vec<Arc<Annotation>>>>,
    len: usize,
}

type Key = (usize, AnnotationId);

fn key(annotation: &Annotation) -> Key {
    (annotation.start(), annotation.id)
}

impl Annotations {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of them in order.
    pub fn iter(&self) -> Iter<'_> {
        Iter { pieces: self.pieces.iter(), front: [].iter(), back: [].iter(), left: self.len }
    }

    /// One by its number.
    pub fn get(&self, index: usize) -> Option<&Arc<Annotation>> {
        let mut index = index;
        for piece in &self.pieces {
            if let Some(found) = piece.get(index) {
                return Some(found);
            }
            index -= piece.len();
        }
        None
    }

    /// The first one.
    pub fn first(&self) -> Option<&Arc<Annotation>> {
        self.pieces.first()?.first()
    }

    /// The last one.
    pub fn last(&self) -> Option<&Arc<Annotation>> {
        self.pieces.last()?.last()
    }

    /// Those that begin at a byte or behind it.
    pub fn starting_from(&self, byte: usize) -> impl Iterator<Item = &Arc<Annotation>> {
        let first = self.pieces.partition_point(|p| p.last().is_some_and(|a| a.start() < byte));
        let pieces = self.pieces.get(first..).unwrap_or_default();
        let skipped = pieces.first().map_or(0, |p| p.partition_point(|a| a.start() < byte));
        pieces.iter().flat_map(|p| p.iter()).skip(skipped)
    }

    /// How this state differs from an earlier one: what only that one has, and what only this one has.
    pub(super) fn since<'a>(&'a self, before: &'a Self) -> (Vec<&'a Arc<Annotation>>, Vec<&'a Arc<Annotation>>) {
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        let (mut old, mut new) = (before.iter(), self.iter());
        loop {
            while let (Some(a), Some(b)) = (old.next_piece(), new.next_piece())
                && Arc::ptr_eq(a, b)
            {
                old.skip_piece();
                new.skip_piece();
            }
            match (old.peek(), new.peek()) {
                (Some(a), Some(b)) if Arc::ptr_eq(a, b) => {
                    old.next();
                    new.next();
                }
                (Some(a), b) if b.is_none_or(|b| key(a) <= key(b)) => gone.extend(old.next()),
                (_, Some(_)) => come.extend(new.next()),
                _ => return (gone, come),
            }
        }
    }

    /// The piece that a key belongs into.
    fn piece_of(&self, wanted: &Key) -> usize {
        self.pieces.partition_point(|p| p.first().is_some_and(|a| key(a) <= *wanted)).saturating_sub(1)
    }

    pub(super) fn find(&self, start: usize, id: AnnotationId) -> Option<&Arc<Annotation>> {
        let piece = self.pieces.get(self.piece_of(&(start, id)))?;
        piece.get(piece.binary_search_by_key(&(start, id), |a| key(a)).ok()?)
    }

    /// One to be changed in place; its id and first byte must stay.
    pub(super) fn find_mut(&mut self, start: usize, id: AnnotationId) -> Option<&mut Arc<Annotation>> {
        let at = self.piece_of(&(start, id));
        let piece = self.pieces.get_mut(at)?;
        let index = piece.binary_search_by_key(&(start, id), |a| key(a)).ok()?;
        Arc::make_mut(piece).get_mut(index)
    }

    pub(super) fn insert(&mut self, annotation: Arc<Annotation>) {
        let wanted = key(&annotation);
        let at = self.piece_of(&wanted);
        self.len += 1;
        let last = at + 1 >= self.pieces.len();
        let Some(shared) = self.pieces.get_mut(at) else {
            self.pieces.push(Arc::new(vec![annotation]));
            return;
        };
        let index = shared.partition_point(|a| key(a) < wanted);
        if shared.len() >= MOST && last && index == shared.len() {
            // Whoever adds one behind another gets full pieces.
            self.pieces.push(Arc::new(vec![annotation]));
            return;
        }
        let piece = Arc::make_mut(shared);
        piece.insert(index, annotation);
        if piece.len() > MOST {
            let half = piece.split_off(MOST / 2);
            self.pieces.insert(at + 1, Arc::new(half));
        }
    }

    pub(super) fn remove(&mut self, start: usize, id: AnnotationId) -> Option<Arc<Annotation>> {
        let at = self.piece_of(&(start, id));
        let shared = self.pieces.get_mut(at)?;
        let index = shared.binary_search_by_key(&(start, id), |a| key(a)).ok()?;
        let piece = Arc::make_mut(shared);
        let removed = piece.remove(index);
        self.len -= 1;
        if piece.is_empty() {
            self.pieces.remove(at);
        } else if piece.len() < MOST / 8
            && let Some([piece, next]) = self.pieces.get_mut(at..at + 2)
            && piece.len() + next.len() < MOST / 2
        {
            Arc::make_mut(piece).extend(next.iter().cloned());
            self.pieces.remove(at + 1);
        }
        Some(removed)
    }
}

impl fmt::Debug for Annotations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

/// The same annotations, in whatever pieces.
impl PartialEq for Annotations {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other)
    }
}

impl Eq for Annotations {}

impl Index<usize> for Annotations {
    type Output = Arc<Annotation>;

    /// As of a slice: there must be so many.
    fn index(&self, index: usize) -> &Arc<Annotation> {
        let mut index = index;
        let mut at = 0;
        while index >= self.pieces[at].len() {
            index -= self.pieces[at].len();
            at += 1;
        }
        &self.pieces[at][index]
    }
}

impl<'a> IntoIterator for &'a Annotations {
    type Item = &'a Arc<Annotation>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// Goes through [`Annotations`] from both ends.
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    pieces: slice::Iter<'a, Arc<Vec<Arc<Annotation>>>>,
    front: slice::Iter<'a, Arc<Annotation>>,
    back: slice::Iter<'a, Arc<Annotation>>,
    left: usize,
}

impl<'a> Iter<'a> {
    /// The piece that comes next, if the last one has been gone through.
    fn next_piece(&self) -> Option<&'a Arc<Vec<Arc<Annotation>>>> {
        if self.front.len() == 0 { self.pieces.as_slice().first() } else { None }
    }

    fn skip_piece(&mut self) {
        if let Some(piece) = self.pieces.next() {
            self.left -= piece.len();
        }
    }

    fn peek(&self) -> Option<&'a Arc<Annotation>> {
        self.clone().next()
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a Arc<Annotation>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.front.next() {
                self.left -= 1;
                return Some(found);
            }
            match self.pieces.next() {
                Some(piece) => self.front = piece.iter(),
                None => {
                    let found = self.back.next()?;
                    self.left -= 1;
                    return Some(found);
                }
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.back.next_back() {
                self.left -= 1;
                return Some(found);
            }
            match self.pieces.next_back() {
                Some(piece) => self.back = piece.iter(),
                None => {
                    let found = self.front.next_back()?;
                    self.left -= 1;
                    return Some(found);
                }
            }
        }
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl FusedIterator for Iter<'_> {}
