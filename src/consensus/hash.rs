//! Names for words and texts that are the same on every machine and in every run.

/// Where [`word`] begins.
pub(super) const START: u64 = 0xcbf2_9ce4_8422_2325;

/// One byte more of a [`word`].
pub(super) fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// FNV-1a in 64 bits (Fowler, Noll, Vo; RFC 9923).
pub(super) fn word(bytes: &[u8]) -> u64 {
    bytes.iter().fold(START, |h, &b| step(h, b))
}

/// A map by something that is a hash already and need not be hashed again.
pub(super) type ByHash<K, V> = std::collections::HashMap<K, V, std::hash::BuildHasherDefault<Pass>>;

/// Hands a hash through.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pass(u64);

impl std::hash::Hasher for Pass {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= word(bytes);
    }

    fn write_u64(&mut self, n: u64) {
        self.0 ^= n;
    }

    fn write_u128(&mut self, n: u128) {
        self.0 ^= (n ^ (n >> 64)) as u64;
    }
}

/// FNV-1a in 128 bits, fed piece by piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digest(u128);

impl Digest {
    pub(super) fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u128::from(b)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }

    pub(super) fn number(&mut self, n: u64) {
        self.feed(&n.to_le_bytes());
    }

    /// All bits of the digest in 64, each of them in all: short texts leave most bits of FNV alike. The last step is that
    /// of SplitMix64 (Steele, Lea, Flood 2014).
    pub(super) fn mixed(self) -> u64 {
        let mut z = (self.0 ^ (self.0 >> 64)) as u64;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn end(self) -> u128 {
        self.0
    }
}
