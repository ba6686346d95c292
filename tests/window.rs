//! The real program in a real window, on a screen in memory.

mod screen;

use screen::Screen;

#[test]
fn the_program_opens_a_window_and_lives() {
    let screen = Screen::start();
    let mut app = screen.run(&[]);
    let window = screen.window(&mut app);
    assert!(screen.title(&window).contains("Pressmark"), "{}", screen.title(&window));
    screen.key(&window, "F1");
    assert!(app.is_alive(), "a key ended the program:\n{}", app.output());
    app.kill();
}
