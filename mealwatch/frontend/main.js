// The one script of mealwatch's pages. Every page works without it.
document.documentElement.classList.add("scripted");
