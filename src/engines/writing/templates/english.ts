/** Rows are `picture | on-screen words | narration`; see `parseTemplate` for the sections. */
export const english = `
= opening Start here

= hook long
ear | Listen closely | Listen closely. Then say what you know.
headphone | What do you think? | Hear this once. What do you make of it?
= hook hidden
eyes | {topic} | Read the words on the screen. Could you explain them?
glasses | {topic} | Look at these words. What do you already know?

= stakes question
thinking face | Sounds simple? | It sounds simple. Most of us would guess, and never check.
light bulb | Your answer? | You may have an answer already. Would it survive one hard look?
speech balloon | Says who? | An answer just came to mind. Do you know where you got it?
= stakes claim
thinking face | Is it true? | It sounds right. But have you ever checked it yourself?
speech balloon | Says who? | Plenty of people would nod. Very few could show you why.
balance scale | Repeated or known? | It gets repeated a lot. Repeating is not the same as knowing.
= stakes subject
thinking face | Sounds familiar? | That sounds familiar. How much of it could you really explain?
speech balloon | Tell a friend | That may ring a bell. But what would you tell a friend?
telescope | A second look | Everyone starts with a first idea. Few people take a second look.

= promise
compass | The plan | In the next few minutes you get a method, step by step, to find out for yourself.
world map | A map | Take this film as a map. You make the journey, and you keep what you find.

= ask
writing hand | Your guess? | Write your guess in the comments. Then come back and correct it.
pencil | Write it below | Put your best answer in the comments, before you look it up.

= chapter Your first guess
brain | Guess first | Start with what is in your head. Nobody is marking you, so be bold.
thought balloon | Guess, then look | Make a guess before you look anything up. Even a wrong guess helps you remember.
memo | Write it down | Write your guess on paper. Ink cannot quietly change its mind later.
bar chart | How sure? | Give your idea a number, from zero to a hundred. How sure are you, honestly?
studio microphone | Who told you? | Ask where your idea came from. A teacher, a film, a friend, or nobody at all?
family | Ask two people | Ask two people near you. If their answers differ, you have found something good.
baby | Like a child | Say it the way a child would. Short words leave nowhere to hide.
magic wand | Ask anyone | Imagine you could ask anyone, alive or dead. Who would it be, and what would you ask?
counterclockwise arrows button | Turn it around | Turn it around. What would you expect to see if you were wrong?
stopwatch | Ten seconds | Take ten quiet seconds. The second idea is often better than the first.
puzzle piece | The missing piece | Notice the part you skipped. That gap is where the good part hides.
artist palette | Draw it | Try to draw it in one minute. The empty corner shows you what to learn next.
key | “{term}” | Now explain “{term}” out loud, without looking. Where do you slow down?
bullseye | One target | Pick one thing you want to know by tonight. One target beats ten.
hourglass not done | Guess or know? | So you have a guess. What would turn it into something you know?

= chapter The words themselves
open book | Words first | Next, slow down and look at the words. They decide what you will find.
magnifying glass tilted left | “{term}” | Take “{term}”. Write one plain sentence about it, with no hard words at all.
scissors | Cut it up | Cut the words apart, one by one. Which piece do you understand the least?
books | “{term}” | Look up “{term}” in two dictionaries. The small difference between them is worth your time.
globe showing Europe-Africa | Another language | Find the same thing in another language. A new word often shows a new side.
scroll | An old word | Check how old the word is. Meanings drift, and old texts may mean something else.
balance scale | Always or often? | Watch for always, never, and every. Small words like these carry big promises.
loudspeaker | Out loud | Read the words out loud, slowly. Stop at the first one you would skip in a hurry.
input numbers | A number? | If there is a number, ask who counted. Then ask what exactly was counted.
label | A better name | Give it a name of your own. If your name fits, you have understood something.
detective | “{term}” | Search for “{term}” with the word how, then with the word why. Compare what comes up.
red question mark | A smaller question | Break it into three smaller questions. Each one will be easier to answer.
pencil | Say it again | Write the whole thing again in your own words. Read it to someone and watch their face.
crystal ball | What if? | Now change one word and read it again. Is it still the same idea?
door | Words, then world | The words are clear now. But do they match the world outside?

= chapter Look for yourself
magnifying glass tilted left | Look closely | Now for the best part. Go and look before anyone explains it to you.
eyes | Only what you see | Describe only what you can see, hear, or touch. Leave the reasons for later.
camera | Three pictures | Find three pictures of it from three different people. What is the same in all of them?
straight ruler | One number | Find one number about it. Then compare that number with something in your own day.
alarm clock | How long? | Find a length of time in the story. A second, a season, or a hundred years?
world map | Where? | Find its place on a map. An empty spot can tell you as much as a full one.
twelve o’clock | When? | Put it on a time line. Ask what came just before, and what came just after.
flashlight | The dull detail | Look at the dull detail in the corner. It is seldom there by accident.
red apple | Compare it | Compare it with something you know well. Note one likeness and one difference.
left-right arrow | Side by side | Put two examples side by side. The second one shows what the first one hid.
microscope | “{term}” | Picture “{term}” from very close, then from far away. Which details change?
video camera | Slow it down | Find a film about it and watch it at half speed. Stop where something changes.
classical building | Go and see | Is there a museum, a garden, or a workshop near you? One visit beats ten videos.
notebook | Keep notes | Keep three short notes with the date. Tomorrow they will surprise you.
see-no-evil monkey | And the rest? | You have seen one side now. Who has already seen the others?

= chapter Good sources
books | Who knows? | Somebody has probably spent years on this. Your job is to find them.
card index dividers | “{term}” | Type “{term}” into a library catalogue, not only a search box. Librarians have sorted it for you.
graduation cap | Who wrote it? | Check the name under the text. What has this person studied, built, or seen?
calendar | How old? | Check the date. A good page tells you when it was written, and when it was corrected.
link | Follow the link | Follow one source back to the place where it started. Note what was lost on the way.
newspaper | The headline | Read past the headline. The careful words usually wait in the last paragraph.
busts in silhouette | Two strangers | Look for two sources that never spoke to each other. If both agree, listen.
globe with meridians | From far away | Read one page from another country. What nobody mentions at home may be in its first line.
money bag | Who pays? | Ask who gains if you believe it. That is no proof, but it is a reason to check.
page facing up | The first study | Look for the first study, not the tenth summary. Its short version is often free to read.
framed picture | Where is it from? | Pick a picture and search backwards for its first home. Captions change as they travel.
scientist | Ask an expert | Write to someone who works on it. A short and polite question often gets an answer.
bookmark | Save it | Save the best page you found. You will want to show it to someone.
vertical traffic light | Who disagrees? | Find one person who disagrees, and read them fairly. Then decide which reasons are better.
locked | Sure now? | Good sources agree with you. Is there still a way to be wrong?

= chapter Try to break it
hammer | Break it | Here comes the honest test. Try to prove yourself wrong, and mean it.
no entry | One exception | Look for one exception. A single good one can undo a very big claim.
balance scale | Cause or company? | Two things that come together are not always cause and effect. Ask what else changed.
game die | Just luck? | Ask if it could be luck. Would it happen again tomorrow, in another place?
test tube | Change one thing | Change one thing, and leave the rest alone. That is how a test begins.
abacus | Count it | Count something, even if it is small. Ten real cases beat a hundred feelings.
counterclockwise arrows button | Do it again | Do it twice. If the second try differs, you have learned something already.
pushpin | Before you look | Write down what would change your mind. Do it before you see the result.
scroll | An old story | A good story is easy to remember. That does not make it true, so check it twice.
warning | Too perfect | Be careful when it sounds too perfect. Real answers have a few rough edges.
telescope | What is missing? | Ask what nobody wrote down. The quiet part of a story is a part of it too.
bar chart | And now? | From zero to a hundred, how sure are you now? Say the number out loud.
handshake | Ask a critic | Give your answer to your most critical friend. Thank them for every hole they find.
chains | The weak link | Put your reasons in a row, like a chain. Which link would break first?
shield | Still standing? | Something is still standing after all that. Can you say it in one sentence?

= chapter Say it simply
megaphone | Say it simply | Last step. You only own an idea when you can give it away.
left speech bubble | One sentence | Explain it in one sentence. Then remove a third of the words.
bridge at night | Build a bridge | Use something everybody knows as a bridge. Then say where the bridge ends.
child | For a child | Explain it to a ten-year-old. The questions you get back are the best ones.
clapper board | One example | Give one example that you saw yourself. It will outlive every definition.
artist palette | Three boxes | Draw it as three boxes and two arrows. If that is hard, you need one more look.
raising hands | Your limits | Say what you do not know. People trust an answer that shows its edges.
thread | The thread | Tie it to something you learned before. Ideas that hang together are hard to lose.
seedling | What next? | Choose the next small question. Good answers always grow a new one.
wrapped gift | “{term}” | Tell one person one thing about “{term}” tonight. See if they pass it on.
recycling symbol | Change your mind | If you changed your mind, say so. It is the best sign that you were looking.
open book | One page | Fill one page, by hand, with what you found. Date it, and keep it.
spiral calendar | In a week | Come back in a week and explain it again. What stayed is what you learned.
magnet | What stayed | Ask what stuck with you without any effort. That is a good place to start next time.
sunrise | A new start | You came with a guess. Look how far one honest look can go.

= payoff question
trophy | Yours to keep | Guess, look, read, test. Do that, and the answer is yours to keep.
gem stone | Found, not given | I gave you no answer, on purpose. The one you find yourself is the one that stays.
= payoff claim
trophy | What survives | Look for the proof, then for the exception. What survives both is worth repeating.
gem stone | Check, then share | True or not, you now know how to check. Do that before you pass it on.
= payoff subject
trophy | One step ahead | One picture, one good source, one thing you checked. You are a step ahead already.
gem stone | Found, not given | I told you no facts, on purpose. The ones you find yourself are the ones that stay.

= loop question
counterclockwise arrows button | Ask again | So, before you scroll on, ask it once more…
repeat button | Once more | And now, with fresh eyes, the same question…
= loop claim
counterclockwise arrows button | Next time | So think of this the next time you hear…
repeat button | Once more | And now, with fresh eyes, hear it again…
= loop subject
counterclockwise arrows button | Your turn | So go and find out for yourself, starting with…
repeat button | Once more | And now, with fresh eyes, once more…
= loop long
repeat button | Once more | So hear it again, and this time…
= loop hidden
repeat button | Once more | So go back to the start, and this time…
`;
