//! A map by annotation id of which old states can be kept cheaply.

use std::collections::HashMap;
use std::sync::Arc;

use super::AnnotationId;

/// A hash map in shards that are shared between states: a change copies the one shard that it falls into, about the
/// square root of the whole.
#[derive(Clone, Debug)]
pub(super) struct Shards<V> {
    /// A power of four of them.
    shards: Vec<Arc<HashMap<AnnotationId, V>>>,
    len: usize,
}

impl<V> Default for Shards<V> {
    fn default() -> Self {
        Self { shards: vec![Arc::default()], len: 0 }
    }
}

impl<V: Clone> Shards<V> {
    /// Which shard an id belongs to: the last bits of a UUID of version 7 are chance, those of another are mixed.
    fn place(&self, id: AnnotationId) -> usize {
        let bits = id.0.as_u128();
        let mixed = ((bits >> 64) as u64 ^ bits as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 40) as usize % self.shards.len().max(1)
    }

    /// The value of an id.
    pub(super) fn get(&self, id: AnnotationId) -> Option<&V> {
        self.shards.get(self.place(id))?.get(&id)
    }

    /// Gives an id a value.
    pub(super) fn insert(&mut self, id: AnnotationId, value: V) {
        let count = self.shards.len();
        if self.len >= count * (64 + count) {
            self.spread(count * 4);
        }
        let place = self.place(id);
        if let Some(shard) = self.shards.get_mut(place)
            && Arc::make_mut(shard).insert(id, value).is_none()
        {
            self.len += 1;
        }
    }

    /// Takes an id out.
    pub(super) fn remove(&mut self, id: AnnotationId) -> Option<V> {
        let place = self.place(id);
        let removed = Arc::make_mut(self.shards.get_mut(place)?).remove(&id);
        self.len -= usize::from(removed.is_some());
        removed
    }

    fn spread(&mut self, count: usize) {
        let mut wider = Self { shards: vec![Arc::default(); count], len: self.len };
        for (id, value) in self.shards.iter().flat_map(|s| s.iter()) {
            let place = wider.place(*id);
            if let Some(shard) = wider.shards.get_mut(place) {
                Arc::make_mut(shard).insert(*id, value.clone());
            }
        }
        *self = wider;
    }
}

/// The same ids with the same values, in however many shards.
impl<V: Clone + PartialEq> PartialEq for Shards<V> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len
            && self.shards.iter().flat_map(|s| s.iter()).all(|(id, value)| other.get(*id) == Some(value))
    }
}

impl<V: Clone + Eq> Eq for Shards<V> {}
