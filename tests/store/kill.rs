//! A program that is killed at any moment keeps everything that it has called saved.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::*;

const CHILD: &str = "PRESSMARK_TEST_RECORDS_INTO";
const ROUNDS: u64 = 45;
const WORDS: &str = "A text to mark. ";

/// The n-th edit: it says its number, and every fifth marks the text.
fn edit(n: u64) -> Edit {
    let count = Edit::SetEvent(n.to_string());
    match n % 5 {
        0 => Edit::Batch(vec![count, annotate(u128::from(n), "bbc", "ana", WORDS, "mark")]),
        // Articles come and go, so that checkpoints add and remove files.
        1 => Edit::Batch(vec![count, draft(&format!("a{n}"), WORDS)]),
        2 if n > 10 => Edit::Batch(vec![count, Edit::RemoveArticle(article(&format!("a{}", n - 6)))]),
        _ => count,
    }
}

fn number(project: &Project) -> u64 {
    project.event().parse().unwrap_or(0)
}

/// Does nothing unless started by the test below: then it records until it is killed.
#[test]
fn child_records_until_it_is_killed() {
    let Ok(folder) = std::env::var(CHILD) else { return };
    let mut s = Session::open(Path::new(&folder), "ana");
    let first = number(&s.opened.project);
    for n in first + 1.. {
        s.commit(edit(n));
        let writer = s.opened.writer.as_ref().unwrap();
        if n % 3 == 0 {
            writer.checkpoint();
        }
        while s.timeline.revision() > writer.durable() + 20 {
            std::thread::sleep(Duration::from_micros(100));
        }
        println!("durable {}", first + writer.durable());
    }
}

#[test]
fn nothing_that_was_called_saved_is_lost_when_the_program_is_killed() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let mut s = Session::create(&folder);
    s.commit(draft("bbc", WORDS));
    drop(s);
    let mut reached = 0;
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::kill::child_records_until_it_is_killed", "--nocapture", "--test-threads=1"])
            .env(CHILD, &folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (said, heard) = mpsc::channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        let listener = std::thread::spawn(move || {
            let numbers = out.lines().map_while(Result::ok);
            let numbers = numbers.filter_map(|l| l.strip_prefix("durable ")?.parse::<u64>().ok());
            numbers.for_each(|n| said.send(n).unwrap());
        });
        // At first while it opens, later at any moment of its work; spread unevenly over time.
        let wait = Duration::from_micros(round * 7_919_317 % 160_000);
        let start = Instant::now();
        if round % 4 != 0 {
            let _ = heard.recv_timeout(Duration::from_secs(20)).map(|n| reached = reached.max(n));
        }
        std::thread::sleep(wait.saturating_sub(start.elapsed() / 8));
        child.kill().unwrap();
        child.wait().unwrap();
        listener.join().unwrap();
        reached = heard.try_iter().fold(reached, u64::max);

        let found = read(&folder);
        assert_eq!(found.problems, [], "round {round}");
        let n = number(&found.project);
        assert!(n >= reached, "round {round}: {reached} was called saved, {n} is there");
        for marked in (5..=n).step_by(5) {
            let id = AnnotationId(Uuid::from_u128(u128::from(marked)));
            assert!(found.project.find(id).is_some(), "round {round}: annotation {marked} of {n}");
        }
        assert_eq!(store::check(&folder).unwrap(), [], "round {round}");
        // The lock is free, and opening for writing finds the same.
        let written = store::open(&folder, write("ana")).unwrap();
        assert_eq!((written.project, written.problems), (found.project, vec![]), "round {round}");
    }
    assert!(reached > ROUNDS, "the child hardly worked: {reached}");
}

#[test]
fn a_reader_sees_a_whole_project_while_checkpoints_are_written() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("talks");
    let mut s = Session::create(&folder);
    s.commit(draft("bbc", WORDS));
    s.flush(true);
    let (stop, stopped) = mpsc::channel();
    let reader = std::thread::spawn({
        let folder = folder.clone();
        move || {
            let mut last = 0;
            let mut times = 0;
            while stopped.try_recv() == Err(mpsc::TryRecvError::Empty) {
                let found = read(&folder);
                assert_eq!(found.problems, []);
                assert!(number(&found.project) >= last);
                last = number(&found.project);
                times += 1;
            }
            times
        }
    });
    for n in 1..=150 {
        s.commit(edit(n));
        s.flush(n % 2 == 0);
    }
    stop.send(()).unwrap();
    assert!(reader.join().unwrap() > 0);
}
