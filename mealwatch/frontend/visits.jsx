import "./visits/start.jsx";
